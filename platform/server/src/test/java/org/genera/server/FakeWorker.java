package org.genera.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.genera.data.DataCatalogue;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.run.home.KeptCheckpoint;
import org.genera.run.home.ModelFiles;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.journal.OnValidation;
import org.genera.run.journal.SampleSet;
import org.genera.run.plugins.PluginJar;
import org.genera.run.request.DrawRequest;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.sight.Answer;
import org.genera.run.sight.Damage;
import org.genera.run.sight.SeenMeasure;
import org.genera.run.sight.Sight;
import org.genera.run.sight.SightExamples;
import org.genera.run.sight.SightFolder;
import org.genera.run.spec.RunSpec;
import org.genera.spi.Metric;
import org.genera.spi.ValueRange;

/**
 * Stands in for a worker: reads the specification and writes a journal as its values say. Point i of the metric loss is
 * {@code 1 / (seed + i)}, so that anybody can tell which points there ought to be.
 */
public final class FakeWorker {
    static final Metric LOSS = new Metric("loss", "Loss", "nats", Metric.Direction.LOWER);

    private FakeWorker() {}

    /** Measured at rungs and at the end by runs that are part of a sweep; best where the rate is 0.3. */
    static final Metric DISTANCE = new Metric("classifierFrechet", "Fréchet distance", "", Metric.Direction.LOWER);

    static double distance(double rate, long step) {
        return Math.abs(rate - 0.3) + 1.0 / step;
    }

    static double loss(long seed, long step) {
        return 1.0 / (seed + step);
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new java.util.HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        if (arguments[0].equals("sight")) {
            study(
                    new Home(Path.of(options.get("--home"))),
                    options.get("--data-set"),
                    options.getOrDefault("--split", ""));
            return;
        }
        RunDirectory run = new RunDirectory(Path.of(options.get("--run")));
        RunSpec spec = run.spec();
        String mode = String.valueOf(spec.values().get("mode"));
        if (arguments[0].equals("draw")) {
            draw(
                    run,
                    Json.readFile(Path.of(options.get("--request")), DrawRequest.class),
                    options.getOrDefault("--on", ""));
            return;
        }
        if (arguments[0].equals("evaluate")) {
            evaluate(run, Json.readFile(Path.of(options.get("--request")), EvaluationRequest.class));
            return;
        }
        System.out.println("visible GPUs: " + System.getenv("CUDA_VISIBLE_DEVICES"));
        if (mode.equals("crash-at-start")) {
            System.err.println("the fake worker dies at once");
            System.exit(7);
        }
        if (mode.equals("slow-start")) {
            Thread.sleep(2_500);
        }
        System.out.println("builds on: " + options.getOrDefault("--on", "nothing"));
        train(run, spec, mode, options.get("--device"), options.get("--plugin"));
    }

    /** What measures see of the ring; of other sets it cannot tell. */
    private static void study(Home home, String dataSet, String split) throws IOException {
        if (!dataSet.equals("ring8")) {
            System.out.println("the fake worker sees the ring alone");
            System.exit(2);
        }
        SightFolder folder = SightFolder.of(
                home, new DataCatalogue(home.data()).card(dataSet).orElseThrow(), split);
        Files.createDirectories(folder.root());
        Damage noise = new Damage("noise", "Noise", "σ of the data", "Gaussian noise.", List.of(0.1, 1.0));
        Json.writeFile(
                SightFolder.examplesIn(folder.root(), noise.name()),
                new SightExamples(List.of(2), 1, List.of(new float[] {0, 1}, new float[] {0, 2}, new float[] {0, 3})));
        Answer answer = new Answer(
                noise.name(), List.of(List.of(1.5, 2.5), List.of(3.0, Double.NaN)), Answer.Course.RISES, 0.1);
        Json.writeFile(
                SightFolder.resultIn(folder.root()),
                new Sight(
                        Sight.VERSION,
                        dataSet,
                        split,
                        Instant.EPOCH,
                        0.5,
                        20,
                        20,
                        40,
                        2,
                        List.of(noise),
                        List.of(new SeenMeasure(
                                DISTANCE,
                                "raw coordinates",
                                List.of(1.0, 1.25),
                                0.125,
                                List.of(answer),
                                "Sees noise."))));
    }

    private static void train(RunDirectory run, RunSpec spec, String mode, String device, String plugin)
            throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        boolean[] asked = new boolean[1];
        if (!mode.equals("deaf")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                asked[0] = true;
                try {
                    done.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        } else {
            sun.misc.Signal.handle(new sun.misc.Signal("TERM"), signal -> {});
        }
        long steps = ((Number) spec.values().get("steps")).longValue();
        long pause = ((Number) spec.values().get("pause")).longValue();
        List<JournalEvent> before = Journal.readAll(run.journal());
        int segment = (int)
                before.stream().filter(JournalEvent.Started.class::isInstance).count();
        long from = before.stream()
                .filter(JournalEvent.Checkpointed.class::isInstance)
                .mapToLong(event -> ((JournalEvent.Checkpointed) event).step())
                .max()
                .orElse(0);
        try (Journal.Writer journal = Journal.Writer.open(run.journal())) {
            String jar = plugin == null ? null : PluginJar.sha256(Path.of(plugin));
            ProcessHandle self = ProcessHandle.current();
            Instant start = self.info().startInstant().orElse(Instant.now());
            journal.append(seq -> new JournalEvent.Started(
                    seq, Instant.now(), segment, from, self.pid(), start, device, 42, steps, List.of(LOSS), jar));
            for (long step = from + 1; step <= steps; step++) {
                long now = step;
                journal.append(seq -> points(seq, spec.seed(), now, steps));
                if (step % 10 == 0) {
                    Path checkpoint = checkpoint(run, spec.seed(), step);
                    journal.append(
                            seq -> new JournalEvent.Checkpointed(seq, Instant.now(), now, now, checkpoint.toString()));
                }
                if (segment == 0 && step == 5) {
                    writeAsNoWorkerDoes(run, mode);
                }
                if (asked[0]) {
                    journal.append(seq -> new JournalEvent.Cancelled(seq, Instant.now(), now));
                    done.countDown();
                    return;
                }
                if (mode.equals("crash") && segment == 0 && step == steps / 2) {
                    System.err.println("the fake worker dies on the way");
                    Runtime.getRuntime().halt(9);
                }
                if (mode.equals("fail") && step == steps / 2) {
                    journal.append(seq -> new JournalEvent.Failed(seq, Instant.now(), now, "the loss is NaN"));
                    done.countDown();
                    return;
                }
                int rung = rungAt(spec, step, steps);
                if (rung > 0) {
                    journal.append(seq -> evaluated(seq, spec, now));
                    if (!spec.sweep().id().isEmpty() && !Files.exists(run.releasedMarker())) {
                        Files.createDirectories(run.checkpoint(step));
                        String folder = run.checkpoint(step).toString();
                        journal.append(seq -> new JournalEvent.Checkpointed(seq, Instant.now(), now, now, folder));
                        journal.append(seq -> new JournalEvent.Paused(seq, Instant.now(), now, rung));
                        done.countDown();
                        return;
                    }
                }
                Thread.sleep(pause);
            }
            if (spec.sweep() != null) {
                journal.append(seq -> evaluated(seq, spec, steps));
            }
            SampleSet set = set(run, "final", steps, 1);
            journal.append(seq -> new JournalEvent.Sampled(seq, Instant.now(), set));
            journal.append(seq -> new JournalEvent.Finished(seq, Instant.now(), steps, steps));
            done.countDown();
        }
    }

    private static Path checkpoint(RunDirectory run, long seed, long step) throws Exception {
        Path folder = run.checkpoint(step);
        Path model = Files.createDirectories(folder.resolve(KeptCheckpoint.MODEL));
        Files.writeString(model.resolve("weights"), seed + " " + step);
        Json.writeFile(
                folder.resolve(KeptCheckpoint.DESCRIPTION),
                Map.of("step", step, "sha256", new ModelFiles(model).hashes()));
        return folder;
    }

    /** The rung at exactly this step, or 0. */
    private static int rungAt(RunSpec spec, long step, long steps) {
        List<Double> rungs = spec.sweep() == null ? List.of() : spec.sweep().rungs();
        for (int i = 0; i < rungs.size(); i++) {
            if (Math.round(rungs.get(i) * steps) == step) {
                return i + 1;
            }
        }
        return 0;
    }

    private static JournalEvent evaluated(long seq, RunSpec spec, long step) {
        double rate = ((Number) spec.values().get("rate")).doubleValue();
        return new JournalEvent.Evaluated(
                seq,
                Instant.now(),
                step,
                step,
                List.of(new JournalEvent.Measurement(
                        spec.setup().protocol().validates() ? OnValidation.of(DISTANCE) : DISTANCE,
                        distance(rate, step),
                        null,
                        MeasurementContext.NONE,
                        "told")));
    }

    /** Beside the journal's writer, which would refuse it. */
    private static void writeAsNoWorkerDoes(RunDirectory run, String mode) throws Exception {
        if (mode.equals("weird")) {
            Files.writeString(
                    run.journal(),
                    Json.write(new JournalEvent.Points(
                                    1_000,
                                    Instant.now(),
                                    5,
                                    0,
                                    5,
                                    List.of(new JournalEvent.Series(
                                            "weird name!", new long[] {5}, new long[] {5}, new double[] {1}))))
                            + "\n",
                    StandardOpenOption.APPEND);
        } else if (mode.equals("damaged")) {
            Files.writeString(run.journal(), "\0\0\0 no event\n", StandardOpenOption.APPEND);
        }
    }

    private static JournalEvent points(long seq, long seed, long step, long steps) {
        return new JournalEvent.Points(
                seq,
                Instant.now(),
                step,
                (double) step / steps,
                step,
                List.of(new JournalEvent.Series(
                        "loss", new long[] {step}, new long[] {step}, new double[] {loss(seed, step)})));
    }

    private static void draw(RunDirectory run, DrawRequest request, String on) throws Exception {
        if (request.noiseSeed() == 666) {
            System.err.println("the fake worker dies while drawing");
            System.exit(5);
        }
        if (!request.on().isEmpty()) {
            Files.writeString(run.root().resolve("drawn.txt"), Json.write(request) + " --on " + on);
        }
        SampleSet set = set(run, request.id(), 10, request.count());
        try (Journal.Writer journal = Journal.Writer.open(run.journal())) {
            journal.append(seq -> new JournalEvent.Drawn(seq, Instant.now(), request.id(), set));
        }
    }

    /** Measures how many samples there are, and shows one sample with a neighbour. */
    private static void evaluate(RunDirectory run, EvaluationRequest request) throws Exception {
        if (request.noiseSeed() == 666) {
            System.err.println("the fake worker dies while evaluating");
            System.exit(5);
        }
        SampleSet set = set(run, "neighbours-" + request.id(), request.step().orElse(40), 2);
        try (Journal.Writer journal = Journal.Writer.open(run.journal())) {
            journal.append(seq -> request.noiseSeed() == 13
                    ? new JournalEvent.EvaluationFailed(seq, Instant.now(), request, "thirteen")
                    : new JournalEvent.EvaluatedAgain(
                            seq,
                            Instant.now(),
                            request.step().orElse(40),
                            7,
                            request,
                            List.of(new JournalEvent.Measurement(
                                    LOSS, request.evaluationSamples(), null, MeasurementContext.NONE, "")),
                            List.of(set)));
        }
    }

    /** Grey images of 2×2 pixels; pixel j of every image is j / 3. */
    private static SampleSet set(RunDirectory run, String id, long step, int count) throws Exception {
        java.nio.ByteBuffer values = java.nio.ByteBuffer.allocate(count * 16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count * 4; i++) {
            values.putFloat(i % 4 / 3f);
        }
        Files.createDirectories(run.samples());
        Files.write(run.sampleFile(id), values.array());
        return new SampleSet(
                id,
                "samples",
                "Samples",
                step,
                SampleSet.Layout.still(List.of(2, 2, 1), ValueRange.UNIT, count, 0),
                new SampleSet.Draw("direct", Map.of(), 1, OptionalInt.empty(), 3),
                null);
    }
}
