package org.genera.plugins.vae;

import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.ModelContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A graph for one test: operands of given numbers, and what comes out. */
final class TestGraph {
    final ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);

    Ops tf() {
        return graph.tf();
    }

    /** A matrix with rows of the given width. */
    Operand<TFloat32> matrix(int width, double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return tf().reshape(tf().constant(floats), tf().constant(new int[] {-1, width}));
    }

    Operand<TFloat32> scalar(double value) {
        return tf().constant((float) value);
    }

    /** Runs the graph, which ends with it. */
    float[] evaluate(Operand<TFloat32> operand) {
        try (ModelSession session = graph.open()) {
            return session.call().floats(operand);
        }
    }
}
