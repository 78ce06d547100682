package org.genera.nn;

import java.util.Objects;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Samples;
import org.genera.spi.StepReport;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A model that is trained by gradients. Its constructor builds the graph from {@link #x} on and tells {@link #training}
 * what moves and what is reported; the session opens at the first use, and the graph is then finished.
 */
public abstract class GraphModel implements SessionModel {
    protected final ModelSpec spec;
    /** Of one example. */
    protected final DataShape shape;
    /** Numbers in an example. */
    protected final int size;

    protected final ModelGraph graph;
    protected final Ops tf;
    /** Examples [B, size]. */
    protected final Placeholder<TFloat32> x;

    protected final Training training;
    private @Nullable ModelSession session;

    protected GraphModel(ModelSpec spec, ModelContext context) {
        this.spec = spec;
        this.shape = spec.data().shape();
        this.size = shape.size();
        this.graph = new ModelGraph(context, spec.seed());
        this.tf = graph.tf();
        this.x = graph.input("x", -1, size);
        this.training = new Training(graph);
    }

    /** The value of a hyperparameter. */
    protected final <T> T get(Hyperparameter<T> hyperparameter) {
        return spec.get(hyperparameter);
    }

    /** A value that is used as a size or count. */
    protected final int count(Hyperparameter<Long> hyperparameter) {
        return spec.count(hyperparameter);
    }

    @Override
    public StepReport trainStep(Batches batches) {
        return training.take(batches, this::feed);
    }

    /** A call with the examples fed to {@link #x}. */
    private Call feed(Batch batch) {
        return session().call().feed(x, batch.values(), batch.count(), size);
    }

    /**
     * Computes a row of numbers for each example of a batch; a row does not depend, to its last bit, on the others.
     *
     * @param output [B, width], computed from {@link #x}
     */
    protected final float[] map(Batch batch, Operand<TFloat32> output, int width) {
        return map(batch.count(), output, width, new RowByRow.Input(x, batch.values()));
    }

    /** Computes a row of numbers for each row of the inputs; a row does not depend, to its last bit, on the others. */
    protected final float[] map(int count, Operand<TFloat32> output, int width, RowByRow.Input... inputs) {
        return RowByRow.map(session(), count, output, width, inputs);
    }

    /** Examples in the shape of the data. */
    protected final Samples samples(float[] values) {
        return new Samples(shape, values.length / size, values);
    }

    /** Still growing until the session is asked for. */
    public final ModelGraph graph() {
        return graph;
    }

    /** What examples are fed to: [B, size]. */
    public final Placeholder<TFloat32> x() {
        return x;
    }

    @Override
    public final ModelSession session() {
        if (session == null) {
            training.finish();
            session = graph.open();
        }
        return Objects.requireNonNull(session);
    }
}
