package org.genera.nn;

import java.nio.file.Path;
import java.util.List;
import org.genera.spi.ModelContext;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.random.StatelessRandomNormal;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** A finished graph with living variables. Owns the native graph and session; for one thread. */
public final class ModelSession implements AutoCloseable {
    private final ModelGraph graph;
    private final Graph run;
    private final Session session;
    private final VariableCheckpoint checkpoints;
    private final Placeholder<TInt64> noiseSeed;
    private final Placeholder<TInt32> noiseShape;
    private final StatelessRandomNormal<TFloat32> noise;
    private final boolean sharedNoise;
    private long runs;

    ModelSession(ModelGraph graph, ModelContext context, VariableCheckpoint checkpoints, List<Op> initialisers) {
        this.graph = graph;
        this.checkpoints = checkpoints;
        this.sharedNoise = context.sharedNoise();
        Ops tf = graph.tf();
        this.noiseSeed = tf.withName("noise_seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
        this.noiseShape = tf.withName("noise_shape").placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));
        this.noise = tf.random.statelessRandomNormal(noiseShape, noiseSeed, TFloat32.class);
        this.run = SumsInOrder.of(graph.graph());
        this.session = new Session(run, Placement.configuration(context));
        if (!initialisers.isEmpty()) {
            Session.Runner runner = session.runner();
            initialisers.forEach(each -> runner.addTarget(each.op().name()));
            runner.run().close();
        }
    }

    /** A call to prepare: inputs, targets, what to fetch. */
    public Call call() {
        return new Call(session, () -> runs++);
    }

    /** How often the graph has run, draws of noise included: what a model says of its cost can be held against it. */
    public long runs() {
        return runs;
    }

    /**
     * Standard normal noise of {@code rows × columns} numbers; a row depends on the seed, the purpose and its index
     * alone, not on how many rows are drawn.
     */
    public float[] normal(long seed, String purpose, int rows, int columns) {
        return call().feed(noiseSeed, new long[] {Seeds.derive(seed, purpose), 0}, 2)
                .feed(noiseShape, new int[] {rows, columns}, 2)
                .floats(noise);
    }

    /**
     * The noise from which samples start, {@code rows × columns} numbers: the first ones of each row of the {@link BaseNoise},
     * the same for all families; or, where the context wants it as it was before there was one, {@link #normal}.
     *
     * @param purposeBefore of the noise of before
     */
    public float[] baseNoise(long seed, String purposeBefore, int rows, int columns) {
        return sharedNoise ? BaseNoise.normal(seed, rows, columns) : normal(seed, purposeBefore, rows, columns);
    }

    /** The current value of a variable. */
    public float[] read(Variable<TFloat32> variable) {
        return call().floats(variable.value());
    }

    public long parameterCount() {
        return graph.parameterCount();
    }

    /** Writes all variables into the folder. */
    public void save(Path folder) {
        checkpoints.save(session, folder);
    }

    /** Reads all variables from the folder. */
    public void restore(Path folder) {
        checkpoints.restore(session, folder);
    }

    @Override
    public void close() {
        session.close();
        run.close();
        graph.graph().close();
    }

    static void closeAll(List<Tensor> tensors) {
        tensors.forEach(Tensor::close);
    }
}
