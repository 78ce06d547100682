package org.genera.nn;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
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
    private final @Nullable Op update;

    private Scope(
            ModelGraph graph, String path, @Nullable Map<String, Variable<TFloat32>> averages, @Nullable Op update) {
        this.graph = graph;
        this.path = path;
        this.averages = averages;
        this.update = update;
    }

    static Scope root(ModelGraph graph, String name) {
        return new Scope(graph, name, null, null);
    }

    /** The scope below this one. */
    public Scope child(String name) {
        return new Scope(graph, path + "/" + name, averages, update);
    }

    /** The same place, with the averages as weights; every weight must be known to them. */
    public Scope averaged(Ema ema) {
        return new Scope(graph, path, ema.byPath(), null);
    }

    /**
     * The same place with weights as they are once the update has run, in the same call: what the second of two players
     * plays against. Gradients with respect to these weights are not to be had, since their reads are not the shared
     * ones.
     */
    public Scope after(Op update) {
        return new Scope(graph, path, null, update);
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
            Variable<TFloat32> variable = (Variable<TFloat32>) graph.variableAt(weightPath, shape, initializer);
            return update == null
                    ? variable.value()
                    : tf().withControlDependencies(List.of(update)).readVariableOp(variable.handle(), TFloat32.class);
        }
        Variable<TFloat32> average = averages.get(weightPath);
        if (average == null) {
            throw new IllegalArgumentException("expected an average of " + weightPath + ", got " + averages.keySet());
        }
        return average.value();
    }
}
