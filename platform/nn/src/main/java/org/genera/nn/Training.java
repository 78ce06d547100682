package org.genera.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genera.spi.Metric;
import org.genera.spi.StepReport;
import org.jspecify.annotations.Nullable;
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
 */
public final class Training {
    private final ModelGraph graph;
    private final List<Move> moves = new ArrayList<>();
    private final Map<String, Operand<TFloat32>> reports = new LinkedHashMap<>();
    private @Nullable Operand<TFloat32> reported;

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
     */
    public record Move(List<Variable<TFloat32>> weights, List<Operand<TFloat32>> gradients, Op step, int every) {

        private boolean due(long trainingStep) {
            return trainingStep % every == 0;
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
        Move move = new Move(weights, gradients, optimizer.step(graph, name, weights, gradients), every);
        moves.add(move);
        return move;
    }

    /** Keeps moving averages of the weights of a move that is made in every step. */
    public Ema average(Move move, double decay) {
        Ema ema = Ema.of(graph, move.weights(), move.step(), decay);
        moves.remove(move);
        moves.add(new Move(move.weights(), move.gradients(), ema.update(), move.every()));
        return ema;
    }

    /** Tells a scalar in each step. */
    public void report(Metric metric, Operand<TFloat32> scalar) {
        if (reported != null) {
            throw new IllegalStateException("expected all reports before the first step, got " + metric.name());
        }
        reports.put(metric.name(), scalar);
    }

    /**
     * Takes a step.
     *
     * @param call with the inputs fed, but for the number of the step
     * @param step 1 for the first
     */
    public StepReport take(Call call, long step) {
        call.feed(graph.step(), step);
        for (Move move : moves) {
            if (move.due(step)) {
                call.target(move.step());
            }
        }
        try (Call.Fetched fetched = call.fetch(reported())) {
            float[] values = fetched.floats(0);
            Map<String, Double> named = new LinkedHashMap<>();
            int i = 0;
            for (String name : reports.keySet()) {
                named.put(name, (double) values[i++]);
            }
            return StepReport.of(named);
        }
    }

    /** All reports, in the order in which they were told of; ends the telling, so ask while the graph can still grow. */
    public Operand<TFloat32> reported() {
        if (reported == null) {
            // One tensor is one fetch.
            reported = graph.tf().stack(new ArrayList<>(reports.values()));
        }
        return reported;
    }
}
