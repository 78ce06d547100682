package org.genera.nn;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A place in the tree of a network's weights. A network is a function of a scope and its inputs: called a second time
 * with the same scope it uses the same weights, called with {@link #averaged} it uses their moving averages.
 */
public final class Scope {
    private final ModelGraph graph;
    private final String path;
    private final @Nullable Map<String, Variable<TFloat32>> averages;

    private Scope(ModelGraph graph, String path, @Nullable Map<String, Variable<TFloat32>> averages) {
        this.graph = graph;
        this.path = path;
        this.averages = averages;
    }

    static Scope root(ModelGraph graph, String name) {
        return new Scope(graph, name, null);
    }

    /** The scope below this one. */
    public Scope child(String name) {
        return new Scope(graph, path + "/" + name, averages);
    }

    /** The same place, with the averages as weights; every weight must be known to them. */
    public Scope averaged(Ema ema) {
        return new Scope(graph, path, ema.byPath());
    }

    public String path() {
        return path;
    }

    public Ops tf() {
        return graph.tf();
    }

    /** The value of the weight of this name, made at its first use. */
    @SuppressWarnings("unchecked") // variableAt makes float32 variables only.
    public Operand<TFloat32> weight(String name, Shape shape, Initializer initializer) {
        String weightPath = path + "/" + name;
        if (averages == null) {
            return ((Variable<TFloat32>) graph.variableAt(weightPath, shape, initializer)).value();
        }
        Variable<TFloat32> average = averages.get(weightPath);
        if (average == null) {
            throw new IllegalArgumentException("expected an average of " + weightPath + ", got " + averages.keySet());
        }
        return average.value();
    }
}
