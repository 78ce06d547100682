package org.genera.nn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Metric;
import org.genera.spi.Reads;
import org.genera.spi.Stage;
import org.genera.spi.StepReport;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * What a training step does to a graph and what it tells: which losses move which weights by which optimizer, and the
 * reported values, all of them as they are before the weights move. For one thread.
 *
 * <pre>{@code
 * Training training = new Training(graph);
 * training.minimise("vae", loss, Adam.usual(1e-3));
 * training.report(KL, elbo.kl());
 * }</pre>
 *
 * <p>A move may be made several times in a step, as a WGAN's critic is, or in one stage alone:
 *
 * <pre>{@code
 * training.repeat(training.minimise("critic", criticLoss, RmsProp.usual(5e-5), "critic", 1), 5);
 * training.during(PRIOR, training.minimise("prior", priorLoss, Adam.usual(1e-3), "prior", 1));
 * }</pre>
 */
public final class Training {
    private final ModelGraph graph;
    private final List<Move> moves = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    private final Map<String, Operand<TFloat32>> reported = new HashMap<>();

    public Training(ModelGraph graph) {
        this.graph = graph;
    }

    /**
     * The move of one optimizer.
     *
     * @param weights what it moves
     * @param gradients of its loss, one for each of the weights, not clipped
     * @param step performs it
     * @param every how many training steps lie between two of it
     * @param times how often it is made in a training step, each time on a fresh minibatch
     * @param stage the id of the one stage in which it is made; empty for all
     */
    public record Move(
            List<Variable<TFloat32>> weights,
            List<Operand<TFloat32>> gradients,
            Op step,
            int every,
            int times,
            String stage) {

        private boolean due(Batches batches) {
            return batches.step() % every == 0
                    && (stage.isEmpty() || stage.equals(batches.stage().id()));
        }
    }

    /** @param stage the id of the one stage that tells it; empty for all */
    private record Report(String name, Operand<TFloat32> scalar, String stage) {
        boolean in(String other) {
            return stage.isEmpty() || stage.equals(other);
        }
    }

    /** One optimizer, named adam, that moves the weights of a scope in each step. */
    public Move minimise(String scope, Operand<TFloat32> loss, Optimizer optimizer) {
        return minimise(scope, loss, optimizer, "adam", 1);
    }

    /**
     * One of several optimizers. It moves the weights of its scope and no others; moves of one step run in the order in
     * which the graph makes them depend on each other ({@link Scope#after}).
     *
     * @param scope whose trainable weights move, such as one player of a GAN
     * @param loss a scalar
     * @param name of the optimizer, under which checkpoints keep its state
     * @param every moves in steps that are multiples of this
     */
    public Move minimise(String scope, Operand<TFloat32> loss, Optimizer optimizer, String name, int every) {
        List<Variable<TFloat32>> weights = graph.trainable(scope);
        List<Operand<TFloat32>> gradients = Gradients.of(graph, loss, weights);
        Move move = new Move(weights, gradients, optimizer.step(graph, name, weights, gradients), every, 1, "");
        moves.add(move);
        return move;
    }

    /** Keeps moving averages of the weights of a move that is made in every step. */
    public Ema average(Move move, double decay) {
        Ema ema = Ema.of(graph, move.weights(), move.step(), decay);
        replace(
                move,
                new Move(move.weights(), move.gradients(), ema.update(), move.every(), move.times(), move.stage()));
        return ema;
    }

    /**
     * Makes a move several times in each step, each time on a fresh minibatch with fresh noise, as the critic of a WGAN
     * is: all but the last time by itself, the last time with the other moves of the step.
     */
    public Move repeat(Move move, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("expected a move that is made once in a step or more, got " + times);
        }
        return replace(
                move, new Move(move.weights(), move.gradients(), move.step(), move.every(), times, move.stage()));
    }

    /** Makes a move in one stage alone. */
    public Move during(Stage stage, Move move) {
        return replace(
                move, new Move(move.weights(), move.gradients(), move.step(), move.every(), move.times(), stage.id()));
    }

    private Move replace(Move move, Move by) {
        int place = moves.indexOf(move);
        if (place < 0) {
            throw new IllegalArgumentException("expected a move of this training as it was last returned");
        }
        moves.set(place, by);
        return by;
    }

    /** Tells a scalar in each step. */
    public void report(Metric metric, Operand<TFloat32> scalar) {
        report(new Report(metric.name(), scalar, ""));
    }

    /** Tells a scalar in the steps of one stage. */
    public void report(Stage stage, Metric metric, Operand<TFloat32> scalar) {
        report(new Report(metric.name(), scalar, stage.id()));
    }

    private void report(Report report) {
        if (!reported.isEmpty()) {
            throw new IllegalStateException("expected all reports before the first step, got " + report.name());
        }
        reports.add(report);
    }

    /**
     * Takes a step.
     *
     * @param batches what it may read; it reads one minibatch, or as many as a repeated move asks for
     * @param feeding a call with a minibatch fed, but for the number of the step
     */
    public StepReport take(Batches batches, Function<Batch, Call> feeding) {
        List<Move> due = moves.stream().filter(move -> move.due(batches)).toList();
        int times = due.stream().mapToInt(Move::times).max().orElse(1);
        for (int turn = 1; turn < times; turn++) {
            Call alone = call(batches, feeding);
            // No training step is a negative number, so no noise is drawn twice.
            alone.feed(graph.draw(), -((batches.step() - 1) * (times - 1) + turn));
            int left = times - turn;
            due.stream().filter(move -> move.times() > left).forEach(move -> alone.target(move.step()));
            alone.run();
        }
        Call call = call(batches, feeding);
        due.forEach(move -> call.target(move.step()));
        String stage = batches.stage().id();
        try (Call.Fetched fetched = call.fetch(reported(stage))) {
            float[] values = fetched.floats(0);
            Map<String, Double> named = new LinkedHashMap<>();
            int i = 0;
            for (Report report : reports) {
                if (report.in(stage)) {
                    named.put(report.name(), (double) values[i++]);
                }
            }
            return StepReport.of(named);
        }
    }

    private Call call(Batches batches, Function<Batch, Call> feeding) {
        boolean all = batches.stage().reads() == Reads.WHOLE_SPLIT;
        Call call = feeding.apply(all ? batches.all() : batches.next()).feed(graph.step(), batches.step());
        graph.progress().ifPresent(input -> batches.progress().ifPresent(part -> call.feed(input, (float) part)));
        return call;
    }

    /** All reports of a stage, in the order in which they were told of. */
    private Operand<TFloat32> reported(String stage) {
        return Objects.requireNonNull(reported.getOrDefault(stage, reported.get("")));
    }

    /** What every stage tells, in the order in which it was told of; ends the telling, so ask while the graph can still grow. */
    public Operand<TFloat32> reported() {
        finish();
        return reported("");
    }

    /** Ends the telling. */
    void finish() {
        if (reported.isEmpty()) {
            // One tensor is one fetch.
            reports.stream().map(Report::stage).distinct().forEach(stage -> reported.put(stage, stacked(stage)));
        }
    }

    private Operand<TFloat32> stacked(String stage) {
        return graph.tf()
                .stack(reports.stream()
                        .filter(report -> report.in(stage))
                        .map(Report::scalar)
                        .toList());
    }
}
