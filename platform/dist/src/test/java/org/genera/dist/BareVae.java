package org.genera.dist;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The VAE 784-400-20 with a Bernoulli decoder and Adam, written straight in TensorFlow Java with nothing of Genera: what
 * the platform's training loop is measured against.
 */
final class BareVae implements AutoCloseable {
    private static final int PIXELS = 784;
    private static final int HIDDEN = 400;
    private static final int LATENT = 20;

    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final List<Operand<? extends TType>> handles = new ArrayList<>();
    private final List<Operand<TFloat32>> weights = new ArrayList<>();
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Op> initialisers = new ArrayList<>();
    private final Placeholder<TFloat32> x;
    private final Placeholder<TInt64> step;
    private final Operand<TFloat32> loss;
    private final Op train;
    private final Session session;

    BareVae() {
        x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, PIXELS)));
        step = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        Operand<TFloat32> hidden = tf.nn.relu(dense(x, PIXELS, HIDDEN));
        Operand<TFloat32> mean = dense(hidden, HIDDEN, LATENT);
        Operand<TFloat32> logVariance = dense(hidden, HIDDEN, LATENT);
        // Not the shape of the mean: a random operation whose shape hangs on what is differentiated has no gradient.
        Operand<TInt32> noiseShape =
                tf.stack(List.of(tf.gather(tf.shape(x), tf.constant(0), tf.constant(0)), tf.constant(LATENT)));
        Operand<TFloat32> noise =
                tf.random.statelessRandomNormal(noiseShape, tf.stack(List.of(tf.constant(1L), step)), TFloat32.class);
        Operand<TFloat32> z =
                tf.math.add(mean, tf.math.mul(noise, tf.math.exp(tf.math.mul(logVariance, tf.constant(0.5f)))));
        Operand<TFloat32> logits = dense(tf.nn.relu(dense(z, LATENT, HIDDEN)), HIDDEN, PIXELS);
        Operand<TFloat32> reconstruction =
                tf.reduceSum(tf.math.sub(tf.math.softplus(logits), tf.math.mul(x, logits)), tf.constant(1));
        Operand<TFloat32> kl = tf.math.mul(
                tf.constant(0.5f),
                tf.reduceSum(
                        tf.math.sub(
                                tf.math.add(tf.math.exp(logVariance), tf.math.mul(mean, mean)),
                                tf.math.add(logVariance, tf.constant(1f))),
                        tf.constant(1)));
        loss = tf.math.mean(tf.math.add(reconstruction, kl), tf.constant(0));
        train = adam();
        session = new Session(graph);
        Session.Runner runner = session.runner();
        initialisers.forEach(runner::addTarget);
        runner.run().close();
    }

    private Operand<TFloat32> dense(Operand<TFloat32> in, int width, int units) {
        float bound = (float) (1 / Math.sqrt(width));
        Operand<TFloat32> w = variable("w", Shape.of(width, units), bound);
        Operand<TFloat32> b = variable("b", Shape.of(units), bound);
        return tf.math.add(tf.linalg.matMul(in, w), b);
    }

    private Operand<TFloat32> variable(String kind, Shape shape, float bound) {
        Operand<? extends TType> handle = handle(kind + handles.size(), shape);
        Operand<TFloat32> unit = tf.random.statelessRandomUniform(
                tf.constant(shape.asArray()), tf.constant(new long[] {handles.size(), 0}), TFloat32.class);
        initialisers.add(tf.assignVariableOp(
                handle, tf.math.sub(tf.math.mul(unit, tf.constant(2 * bound)), tf.constant(bound))));
        Operand<TFloat32> read = tf.readVariableOp(handle, TFloat32.class);
        handles.add(handle);
        weights.add(read);
        shapes.add(shape);
        return read;
    }

    private Operand<? extends TType> handle(String name, Shape shape) {
        return tf.varHandleOp(TFloat32.class, shape, org.tensorflow.op.core.VarHandleOp.sharedName(name));
    }

    private Op adam() {
        Output<?>[] gradients = graph.addGradients(
                "gradients",
                new Output<?>[] {loss.asOutput()},
                weights.stream().map(Operand::asOutput).toArray(Output<?>[]::new),
                new Output<?>[] {tf.constant(1f).asOutput()});
        Operand<TFloat32> count = tf.math.add(tf.dtypes.cast(step, TFloat32.class), tf.constant(0f));
        List<Op> updates = new ArrayList<>();
        for (int i = 0; i < gradients.length; i++) {
            @SuppressWarnings("unchecked") // The gradient of a float32 operand is float32.
            Operand<TFloat32> gradient = (Operand<TFloat32>) (Operand<?>) gradients[i];
            updates.add(tf.train.resourceApplyAdam(
                    handles.get(i),
                    slot("m" + i, shapes.get(i)),
                    slot("v" + i, shapes.get(i)),
                    tf.math.pow(tf.constant(0.9f), count),
                    tf.math.pow(tf.constant(0.999f), count),
                    tf.constant(1e-3f),
                    tf.constant(0.9f),
                    tf.constant(0.999f),
                    tf.constant(1e-8f),
                    gradient));
        }
        return tf.withControlDependencies(updates).noOp();
    }

    private Operand<? extends TType> slot(String name, Shape shape) {
        Operand<? extends TType> handle = handle(name, shape);
        initialisers.add(tf.assignVariableOp(handle, tf.fill(tf.constant(shape.asArray()), tf.constant(0f))));
        return handle;
    }

    /** Trains on one fixed batch of 100 and gives the steps per second. */
    double stepsPerSecond(int from, int steps) {
        float[] values = new float[100 * PIXELS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 31 % 7 < 2) ? 1 : 0;
        }
        try (TFloat32 batch = TFloat32.tensorOf(Shape.of(100, PIXELS), DataBuffers.of(values, true, false))) {
            long start = System.nanoTime();
            for (int i = 1; i <= steps; i++) {
                try (TInt64 number = TInt64.scalarOf(from + i)) {
                    session.runner()
                            .feed(x, batch)
                            .feed(step, number)
                            .addTarget(train)
                            .fetch(loss)
                            .run()
                            .close();
                }
            }
            return steps / ((System.nanoTime() - start) / 1e9);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
