package org.genera.db;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.journal.SampleSet;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.Protocol;
import org.genera.run.spec.RunSpec;
import org.genera.run.spec.SweepSpec;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.genera.spi.Profiles.Profile;
import org.genera.spi.ValueRange;

/** Specifications and events as a server and a worker write them. */
public final class Example {
    public static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    public static final Metric LOSS = new Metric("loss", "Loss", "nats", Metric.Direction.LOWER);
    public static final Metric ELBO = new Metric("elbo", "ELBO", "nats", Metric.Direction.HIGHER);

    private Example() {}

    public static ExperimentSpec experiment(String id, String name, String note, long second) {
        return new ExperimentSpec(id, name, note, setup(), T0.plusSeconds(second));
    }

    public static RunSpec run(String id, String experiment, String family, long seed, long second) {
        return new RunSpec(
                id,
                experiment,
                family,
                "plain",
                Map.of("learningRate", 1e-3, "hidden", List.of(400, 20)),
                List.of("hidden"),
                seed,
                "auto",
                setup(),
                new RunSpec.Provenance("1.0.0", family, "1.0.0", "ab", "cd", "17", "Linux"),
                T0.plusSeconds(second));
    }

    public static SweepSpec sweep(String id, String experiment, long second) {
        return new SweepSpec(
                id,
                experiment,
                "learningRate",
                SweepSpec.Search.grid(),
                new SweepSpec.Halving("elbo", 3, 2),
                List.of("learningRate"),
                List.of(new SweepSpec.Item("vae", "plain", Map.of("learningRate", List.of(0.1, 0.2)))),
                List.of(1L),
                "auto",
                T0.plusSeconds(second));
    }

    public static RunSpec runOf(String sweep, String id, String experiment, long seed, long second) {
        RunSpec alone = run(id, experiment, "vae", seed, second);
        return new RunSpec(
                id,
                experiment,
                alone.family(),
                alone.variant(),
                alone.values(),
                alone.given(),
                seed,
                alone.device(),
                alone.setup(),
                alone.provenance(),
                alone.createdAt(),
                new RunSpec.InSweep(sweep, List.of(1 / 3.0)));
    }

    public static JournalEvent.Paused paused(long seq, long step) {
        return new JournalEvent.Paused(seq, T0.plusSeconds(100 + seq), step, 1);
    }

    private static ExperimentSetup setup() {
        return new ExperimentSetup(
                new DataSelection("ring", "", Preprocessing.none()),
                new Budget(Budget.Unit.STEPS, 1_000, 100),
                Protocol.usual());
    }

    public static JournalEvent.Started started(long seq, int segment, long fromStep) {
        Instant at = T0.plusSeconds(100 + seq);
        return new JournalEvent.Started(
                seq, at, segment, fromStep, 4_000 + segment, at, "cpu", 12_345, 1_000, List.of(LOSS), jar(segment));
    }

    /** Each worker opens another one. */
    public static String jar(int segment) {
        return "jar of segment " + segment;
    }

    /** One point of the loss for each step; the value is a function of the step, as it is after a resume. */
    public static JournalEvent.Points losses(long seq, long fromStep, long toStep) {
        List<Long> steps = new ArrayList<>();
        for (long step = fromStep; step <= toStep; step++) {
            steps.add(step);
        }
        long[] all = steps.stream().mapToLong(Long::longValue).toArray();
        return points(
                seq,
                toStep,
                new JournalEvent.Series(
                        "loss",
                        all,
                        steps.stream().mapToLong(step -> 3 * step).toArray(),
                        steps.stream().mapToDouble(Example::loss).toArray()));
    }

    public static double loss(long step) {
        return 10 + Math.sin(0.37 * step) - step / 1_000.0;
    }

    public static JournalEvent.Points loss(long seq, long step, double number) {
        return points(
                seq,
                step,
                new JournalEvent.Series("loss", new long[] {step}, new long[] {3 * step}, new double[] {number}));
    }

    public static JournalEvent.Points points(long seq, long lastStep, JournalEvent.Series series) {
        return new JournalEvent.Points(
                seq, T0.plusSeconds(100 + seq), lastStep, lastStep / 1_000.0, 3 * lastStep, List.of(series));
    }

    public static JournalEvent.Evaluated evaluated(long seq, long step, double elbo) {
        return new JournalEvent.Evaluated(
                seq,
                T0.plusSeconds(100 + seq),
                step,
                3 * step,
                List.of(new JournalEvent.Measurement(
                        ELBO,
                        elbo,
                        Exactness.LOWER_BOUND,
                        MeasurementContext.over("test", 1_000).ceiling(0.5, 900),
                        "closed form")));
    }

    public static JournalEvent.Profiled profiled(long seq, long step) {
        return new JournalEvent.Profiled(
                seq,
                T0.plusSeconds(100 + seq),
                step,
                new Profile("klByDimension", "KL", "latent dimension", "nats", new double[] {step, Double.NaN}));
    }

    public static JournalEvent.Sampled sampled(long seq, long step) {
        return new JournalEvent.Sampled(seq, T0.plusSeconds(100 + seq), set("samples-" + step, step));
    }

    public static SampleSet set(String id, long step) {
        return new SampleSet(
                id,
                "samples",
                "Samples",
                step,
                SampleSet.Layout.still(List.of(2), ValueRange.REAL, 64, 0),
                new SampleSet.Draw("ancestral", Map.of("steps", 50), 1, OptionalInt.empty(), 12),
                null);
    }

    public static JournalEvent.Finished finished(long seq, long step) {
        return new JournalEvent.Finished(seq, T0.plusSeconds(100 + seq), step, 3 * step);
    }

    public static JournalEvent.Failed failed(long seq, long step, String reason) {
        return new JournalEvent.Failed(seq, T0.plusSeconds(100 + seq), step, reason);
    }

    public static JournalEvent.Cancelled cancelled(long seq, long step) {
        return new JournalEvent.Cancelled(seq, T0.plusSeconds(100 + seq), step);
    }

    public static JournalEvent.Drawn drawn(long seq, String request, long step) {
        return new JournalEvent.Drawn(seq, T0.plusSeconds(100 + seq), request, set("drawn-" + request, step));
    }

    public static JournalEvent.EvaluatedAgain evaluatedAgain(long seq, String request, long step, double elbo) {
        return new JournalEvent.EvaluatedAgain(
                seq,
                T0.plusSeconds(100 + seq),
                step,
                3 * step,
                again(request),
                List.of(new JournalEvent.Measurement(
                        ELBO, elbo, Exactness.LOWER_BOUND, MeasurementContext.NONE, "200 examples")),
                List.of(set("neighbours-" + request, step)));
    }

    public static JournalEvent.EvaluationFailed evaluationFailed(long seq, String request) {
        return new JournalEvent.EvaluationFailed(seq, T0.plusSeconds(100 + seq), again(request), "no such step");
    }

    public static EvaluationRequest again(String request) {
        return new EvaluationRequest(request, OptionalLong.of(1_000), "ancestral", Map.of("steps", 50), 100, 200, 7);
    }
}
