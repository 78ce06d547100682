package org.genera.dist;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.Protocol;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;
import org.genera.spi.Metric;

/**
 * Seconds that the analysis of a large sweep takes to answer, of one that trained all runs to their end and of one with
 * successive halving. The runs are made up as files of a home folder; the server that reads them is the real one.
 */
final class SweepBenchmark {
    private static final int ROUNDS = 11;
    private static final int MEASURES = 20;
    private static final long RUNG = 100;
    private static final long END = 300;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final ExperimentSetup GROUND = new ExperimentSetup(
            new DataSelection(
                    "ring8", "", new Preprocessing(false, Preprocessing.Scaling.NONE, Preprocessing.Binarisation.NONE)),
            new Budget(Budget.Unit.STEPS, END, 100),
            Protocol.usual());

    private final Home home;
    private final int runs;
    private final Random random = new Random(1);

    private SweepBenchmark(Home home, int runs) {
        this.home = home;
        this.runs = runs;
    }

    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        SweepBenchmark bench = new SweepBenchmark(new Home(Files.createTempDirectory("genera-bench")), runs);
        bench.write("whole", null);
        bench.write("halved", new SweepSpec.Halving("measure0", 3, 2));
        try (RunningGenera genera = RunningGenera.start(bench.home.root())) {
            for (String sweep : List.of("whole", "halved")) {
                bench.measure(genera, sweep);
            }
        }
    }

    private void measure(RunningGenera genera, String sweep) throws IOException, InterruptedException {
        JsonNode states = genera.get("/sweeps/" + sweep).path("states");
        while (states.path("finished").asInt() + states.path("cancelled").asInt() < runs) {
            Thread.sleep(200);
            states = genera.get("/sweeps/" + sweep).path("states");
        }
        double[] seconds = new double[ROUNDS];
        JsonNode analysis = Json.mapper().missingNode();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            analysis = genera.get("/sweeps/" + sweep + "/analysis?measure=measure" + (i == 0 ? 0 : i % MEASURES));
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        double first = seconds[0];
        Arrays.sort(seconds);
        System.out.printf(
                "%s, %d runs %s, %d axes, %d measures: first %.2f s, median %.2f s, longest %.2f s%n",
                sweep,
                analysis.path("runs").size(),
                states,
                analysis.path("importance").size(),
                analysis.path("measures").size(),
                first,
                seconds[ROUNDS / 2],
                seconds[ROUNDS - 1]);
    }

    private void write(String sweep, SweepSpec.@org.jspecify.annotations.Nullable Halving halving) throws IOException {
        Files.createDirectories(home.sweep(sweep, sweep).root());
        Json.writeFile(
                home.experiment(sweep).resolve("experiment.json"), new ExperimentSpec(sweep, sweep, "", GROUND, AT));
        List<String> varied = List.of("a", "b", "c", "d", "e", "f");
        Json.writeFile(
                home.sweep(sweep, sweep).specFile(),
                new SweepSpec(
                        sweep,
                        sweep,
                        sweep,
                        new SweepSpec.Search(SweepSpec.Search.Kind.RANDOM, Math.min(runs, 500), 1),
                        halving,
                        varied,
                        List.of(new SweepSpec.Item("vae", "vae-bernoulli", Map.of())),
                        List.of(1L),
                        "cpu",
                        AT));
        List<Map<String, Object>> places = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            varied.forEach(name -> values.put(name, random.nextDouble()));
            boolean goesOn = i < runs / 3;
            RunSpec spec = run(sweep, i, values, halving);
            write(spec, halving != null, goesOn);
            places.add(Map.of(
                    "group",
                    spec.group(),
                    "rank",
                    i + 1,
                    "value",
                    i,
                    "goesOn",
                    goesOn,
                    "runs",
                    List.of(Map.of("run", spec.runId(), "step", RUNG, "value", i))));
        }
        if (halving != null) {
            Json.writeFile(
                    home.sweep(sweep, sweep).decisions(),
                    List.of(Map.of(
                            "rung", 1, "at", AT, "measure", halving.measure(), "goOn", runs / 3, "places", places)));
        }
    }

    private static RunSpec run(
            String sweep,
            int number,
            Map<String, Object> values,
            SweepSpec.@org.jspecify.annotations.Nullable Halving halving) {
        return new RunSpec(
                sweep + "-" + number,
                sweep,
                "vae",
                "vae-bernoulli",
                values,
                List.copyOf(values.keySet()),
                1,
                "cpu",
                GROUND,
                new RunSpec.Provenance("1", "vae", "1", "", "", "17", "Linux"),
                AT.plusMillis(number),
                new RunSpec.InSweep(sweep, halving == null ? List.of() : halving.parts()));
    }

    private void write(RunSpec spec, boolean halved, boolean goesOn) throws IOException {
        RunDirectory directory = home.run(spec.experimentId(), spec.runId());
        Files.createDirectories(directory.root());
        Json.writeFile(directory.specFile(), spec);
        try (Journal.Writer journal = Journal.Writer.open(directory.journal())) {
            journal.append(seq -> started(seq, 0, 0));
            journal.append(seq -> evaluated(seq, spec, RUNG));
            if (halved) {
                journal.append(seq -> new JournalEvent.Paused(seq, AT, RUNG, 1));
            }
            if (halved && goesOn) {
                journal.append(seq -> started(seq, 1, RUNG));
            }
            if (!halved || goesOn) {
                journal.append(seq -> evaluated(seq, spec, END));
                journal.append(seq -> new JournalEvent.Finished(seq, AT, END, 1_000));
            }
        }
        Files.writeString(directory.exitCodeFile(), "0");
    }

    private static JournalEvent started(long seq, int segment, long from) {
        return new JournalEvent.Started(seq, AT, segment, from, 1, AT, "cpu", 42, END, List.of());
    }

    private JournalEvent evaluated(long seq, RunSpec spec, long step) {
        double[] values = spec.values().values().stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
        List<Measurement> measured = IntStream.range(0, MEASURES)
                .mapToObj(i -> new Measurement(
                        new Metric("measure" + i, "Measure " + i, "", Metric.Direction.LOWER),
                        values[i % values.length] + values[0] * values[1] + 0.1 * random.nextGaussian(),
                        null,
                        MeasurementContext.NONE,
                        ""))
                .toList();
        return new JournalEvent.Evaluated(seq, AT, step, step, measured);
    }
}
