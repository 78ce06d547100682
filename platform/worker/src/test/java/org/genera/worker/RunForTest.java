package org.genera.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.run.home.KeptCheckpoint;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.plugins.PluginJar;
import org.genera.run.request.DrawRequest;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.Protocol;
import org.genera.run.spec.RunSpec;
import org.genera.testkit.CodesFamily;
import org.genera.worker.process.Arguments;
import org.genera.worker.process.Cancellation;

/** A run of the walking Gaussian in a home of its own, in this process or in a real worker process. */
public final class RunForTest {
    public static final Protocol PROTOCOL = new Protocol(4, 16, 3, 600, 700, 6, 5);

    private static final Plugin WALKING =
            new Plugin("walking-gaussian", "org/genera/sample", List.of("WalkingGaussian", "WalkingGaussianModel"));
    private static final Plugin CHANGED = new Plugin(
            "walking-gaussian",
            "org/genera/sample",
            List.of("ChangedGaussian", "ChangedGaussian$Model", "WalkingGaussian", "WalkingGaussianModel"));
    private static final Plugin ODD = new Plugin(
            "odd-gaussian",
            "org/genera/sample",
            List.of("OddGaussian", "OddGaussianModel", "WalkingGaussian", "WalkingGaussianModel"));
    private static final Plugin COUNTING = new Plugin(
            "counting",
            "org/genera/testkit",
            List.of("CountingFamily", "Counting", "UnigramModel", "MeanModel", "MeanPairModel", "Numbers"));

    private static final Plugin CODES = new Plugin(
            "codes", "org/genera/testkit", List.of("CodesFamily", "CentredModel", "CodePriorModel", "Numbers"));

    private static final Plugin STAGES =
            new Plugin("stages", "org/genera/testkit", List.of("StagesFamily", "SpreadModel", "Numbers"));

    private static final Plugin ABILITIES = new Plugin(
            "abilities",
            "org/genera/testkit",
            List.of(
                    "AbilitiesFamily",
                    "DiagonalModel",
                    "SignsModel",
                    "PrototypesModel",
                    "TwinModel",
                    "CaptionedModel",
                    "RunningMoments",
                    "Numbers"));

    private final Home home;
    private final RunDirectory directory;
    private final List<String> others = new ArrayList<>();

    private RunForTest(Home home, RunDirectory directory) {
        this.home = home;
        this.directory = directory;
    }

    public static RunForTest of(Path folder, Budget budget, Map<String, Object> values) throws IOException {
        return of(folder, "minibatch", budget, values);
    }

    public static RunForTest of(Path folder, String variant, Budget budget, Map<String, Object> values)
            throws IOException {
        return of(folder, variant, new DataSelection("ring8", "", Preprocessing.none()), budget, PROTOCOL, values);
    }

    public static RunForTest of(
            Path folder,
            String variant,
            DataSelection data,
            Budget budget,
            Protocol protocol,
            Map<String, Object> values)
            throws IOException {
        return of(folder, WALKING, variant, data, budget, protocol, values);
    }

    /** A run of the family whose models answer as they must not. */
    static RunForTest odd(Path folder, String variant, Budget budget, Map<String, Object> values) throws IOException {
        return of(folder, ODD, variant, new DataSelection("ring8", "", Preprocessing.none()), budget, PROTOCOL, values);
    }

    /** A short run of the family of sequences and pairs. */
    public static RunForTest counting(Path folder, String variant, DataSelection data) throws IOException {
        return of(folder, COUNTING, variant, data, steps(60), PROTOCOL, Map.of());
    }

    /** A run of the family whose steps read several minibatches, or in stages, or nothing. */
    static RunForTest stages(Path folder, String variant, Budget budget, Map<String, Object> values)
            throws IOException {
        return of(
                folder,
                STAGES,
                variant,
                new DataSelection("ring8", "", Preprocessing.none()),
                budget,
                PROTOCOL,
                values);
    }

    /** A run of the family of points with codes. */
    public static RunForTest codes(Path folder, String variant, Budget budget) throws IOException {
        return of(
                folder,
                CODES,
                variant,
                new DataSelection("ring8", "", Preprocessing.none()),
                budget,
                PROTOCOL,
                Map.of());
    }

    /** A run of centred points on other data. */
    public static RunForTest codes(Path folder, DataSelection data, Budget budget, Protocol protocol)
            throws IOException {
        return of(folder, CODES, CodesFamily.CENTRED, data, budget, protocol, Map.of());
    }

    /** A run of the family with one ability each on other data. */
    public static RunForTest abilities(
            Path folder, String variant, DataSelection data, Budget budget, Protocol protocol) throws IOException {
        return of(folder, ABILITIES, variant, data, budget, protocol, Map.of());
    }

    /** A run of the family with one ability each. */
    public static RunForTest abilities(Path folder, String variant, Budget budget) throws IOException {
        return abilities(folder, variant, new DataSelection("ring8", "", Preprocessing.none()), budget);
    }

    /** The same on other data. */
    public static RunForTest abilities(Path folder, String variant, DataSelection data, Budget budget)
            throws IOException {
        return of(folder, ABILITIES, variant, data, budget, PROTOCOL, Map.of());
    }

    private static RunForTest of(
            Path folder,
            Plugin plugin,
            String variant,
            DataSelection data,
            Budget budget,
            Protocol protocol,
            Map<String, Object> values)
            throws IOException {
        Home home = new Home(folder);
        Files.createDirectories(home.plugins());
        Path jar = home.plugins().resolve(plugin.family() + ".jar");
        if (!Files.exists(jar)) {
            // Packed again it would have another hash, by the times of its entries.
            plugin.pack(jar, "1.0.0");
        }
        // Several runs of one home are told apart by their variants.
        String id = plugin == CODES || plugin == ABILITIES ? variant : "run";
        RunForTest run = new RunForTest(home, home.run("experiment", id));
        Files.createDirectories(run.directory.root());
        Json.writeFile(
                run.directory.specFile(),
                new RunSpec(
                        id,
                        "experiment",
                        plugin.family(),
                        variant,
                        values,
                        List.copyOf(values.keySet()),
                        42,
                        "cpu",
                        new ExperimentSetup(data, budget, protocol),
                        new RunSpec.Provenance("1", plugin.family(), "1.0.0", PluginJar.sha256(jar), "", "17", "linux"),
                        Instant.now()));
        return run;
    }

    /** The same run with a plugin that has become another: version 2.0.0 renames a value, and saves other files. */
    void changePlugin() throws IOException {
        CHANGED.pack(home.plugins().resolve(CHANGED.family() + ".jar"), "2.0.0");
    }

    /** The same run as a part of a sweep with rungs at these parts of the budget. */
    public RunForTest inSweep(Double... rungs) {
        RunSpec spec = directory.spec();
        Json.writeFile(
                directory.specFile(),
                new RunSpec(
                        spec.runId(),
                        spec.experimentId(),
                        spec.family(),
                        spec.variant(),
                        spec.values(),
                        spec.given(),
                        spec.seed(),
                        spec.device(),
                        spec.setup(),
                        spec.provenance(),
                        spec.createdAt(),
                        new RunSpec.InSweep("sweep", List.of(rungs))));
        return this;
    }

    /** The same run on a checkpoint of another run of the same home. */
    public RunForTest on(String role, RunForTest other, long step) {
        Json.writeFile(directory.specFile(), directory.spec().buildingOn(Map.of(role, other.pin(step))));
        return with(other);
    }

    /** The same run under a protocol that measures in the features of another run of the same home. */
    public RunForTest seenBy(RunForTest other, long step) {
        RunSpec spec = directory.spec();
        Json.writeFile(directory.specFile(), spec.under(spec.setup().protocol().seenBy(other.pin(step))));
        return with(other);
    }

    /** The same run, whose workers know the jar of another run of the same home. */
    public RunForTest with(RunForTest other) {
        others.add("--on");
        others.add(other.directory.spec().runId() + "="
                + home.plugins().resolve(other.directory.spec().family() + ".jar"));
        return this;
    }

    /** A checkpoint for others to build on. */
    public PinnedRun pin(long step) {
        return KeptCheckpoint.of(directory, step).orElseThrow().pinned(directory.spec());
    }

    public static Budget steps(int steps) {
        return new Budget(Budget.Unit.STEPS, steps, 50);
    }

    /**
     * A plugin made of classes of the tests' own class path.
     *
     * @param folder of the classes, with slashes
     * @param classes the first one is the family
     */
    private record Plugin(String family, String folder, List<String> classes) {

        void pack(Path jar, String version) throws IOException {
            Manifest manifest = new Manifest();
            Attributes attributes = manifest.getMainAttributes();
            attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            attributes.putValue("Plugin-Id", family);
            attributes.putValue("Plugin-Version", version);
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream packed = new JarOutputStream(out, manifest)) {
                for (String name : classes) {
                    String entry = folder + "/" + name + ".class";
                    packed.putNextEntry(new JarEntry(entry));
                    try (var in = RunForTest.class.getResourceAsStream("/" + entry)) {
                        in.transferTo(packed);
                    }
                    packed.closeEntry();
                }
                String extension = folder.replace('/', '.') + "." + classes.get(0) + "\n";
                packed.putNextEntry(new JarEntry("META-INF/extensions.idx"));
                packed.write(extension.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                packed.closeEntry();
            }
        }
    }

    public Home home() {
        return home;
    }

    public RunDirectory directory() {
        return directory;
    }

    public Arguments arguments(String... more) {
        return Arguments.parse(line(more));
    }

    private String[] line(String... more) {
        return line(more.length == 0 ? "train" : "draw", more);
    }

    private String[] line(String word, String... more) {
        List<String> line = new ArrayList<>(List.of(word));
        line.addAll(List.of(
                "--run", directory.root().toString(), "--home", home.root().toString()));
        line.addAll(List.of(
                "--plugin",
                home.plugins().resolve(directory.spec().family() + ".jar").toString()));
        line.addAll(others);
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }

    /** Trains in this process. */
    public int train() throws Exception {
        return new Train(arguments(), new Cancellation()).run();
    }

    /** Draws in this process. */
    public int draw(DrawRequest request) throws Exception {
        Path file = directory.root().resolve("request.json");
        Json.writeFile(file, request);
        return new Draw(arguments("--request", file.toString()), new Cancellation()).run();
    }

    /** Evaluates in this process. */
    public int evaluate(EvaluationRequest request) throws Exception {
        Path file = directory.root().resolve("request.json");
        Json.writeFile(file, request);
        return new Evaluate(
                        Arguments.parse(line("evaluate", new String[] {"--request", file.toString()})),
                        new Cancellation())
                .run();
    }

    /** Starts a real worker process. */
    public Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName()));
        command.addAll(List.of(line()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()))
                .start();
    }

    List<JournalEvent> events() {
        return Journal.readAll(directory.journal());
    }

    public <T extends JournalEvent> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    public JournalEvent lastEvent() {
        List<JournalEvent> events = events();
        return events.get(events.size() - 1);
    }

    /** Waits until an event of the given index or a later one is such. */
    public void await(int from, Predicate<JournalEvent> such, Process process) throws InterruptedException {
        long start = System.nanoTime();
        while (events().stream().skip(from).noneMatch(such)) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(30) || !process.isAlive()) {
                throw new AssertionError("the worker did not come so far: " + events());
            }
            Thread.sleep(5);
        }
    }

    public String log() throws IOException {
        return Files.exists(directory.log()) ? Files.readString(directory.log()) : "";
    }

    /** Everything that a run with the same specification must repeat bit for bit, by name. */
    public Map<String, String> findings() throws IOException {
        return Findings.of(directory);
    }
}
