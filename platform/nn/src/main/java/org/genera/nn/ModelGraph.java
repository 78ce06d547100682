package org.genera.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.genera.spi.ModelContext;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * A graph under construction: its variables, its inputs and its randomness. When everything is built, {@link #open}
 * makes a session with initialised variables; the graph then belongs to the session.
 *
 * <p>For one thread.
 */
public final class ModelGraph {
    private final ModelContext context;
    private final long seed;
    private final Graph graph = new Graph();
    private final Ops tf;
    private final Map<String, Variable<?>> variables = new LinkedHashMap<>();
    private final List<Op> initialisers = new ArrayList<>();
    private final Map<String, Operand<?>> firstValues = new LinkedHashMap<>();
    private final Placeholder<TInt64> step;
    private final Operand<TInt64> draw;
    private @Nullable Operand<TFloat32> progress;
    private int gradientCount;

    /**
     * @param seed root of the first values and of all training noise
     */
    public ModelGraph(ModelContext context, long seed) {
        this.context = context;
        this.seed = seed;
        this.tf = Placement.pin(Ops.create(graph), context.device());
        this.step = tf.withName("step").placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
        this.draw = tf.withName("draw").placeholderWithDefault(step, Shape.scalar());
    }

    public Ops tf() {
        return tf;
    }

    Graph graph() {
        return graph;
    }

    /** The training step; feed it wherever training noise is drawn. */
    public Placeholder<TInt64> step() {
        return step;
    }

    /** What training noise is drawn for: the step, unless a step draws more than once and something else is fed. */
    Operand<TInt64> draw() {
        return draw;
    }

    /** How much of the stage's budget is spent, from 0 to 1; 0 where it is not fed, as under a budget in seconds. */
    public Operand<TFloat32> partOfStage() {
        if (progress == null) {
            progress = tf.withName("progress").placeholderWithDefault(tf.constant(0f), Shape.scalar());
        }
        return progress;
    }

    /** What to feed {@link #partOfStage} by; empty where nothing asks for it. */
    Optional<Operand<TFloat32>> progress() {
        return Optional.ofNullable(progress);
    }

    /** The root of the layers' paths. */
    public Scope scope(String name) {
        return Scope.root(this, name);
    }

    /** An input of float32 numbers; −1 stands for a dimension that varies, as the batch does. */
    public Placeholder<TFloat32> input(String name, long... shape) {
        return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
    }

    /** An input of 64-bit integers. */
    public Placeholder<TInt64> integerInput(String name, long... shape) {
        return tf.withName(name).placeholder(TInt64.class, Placeholder.shape(Shape.of(shape)));
    }

    /** An input of labels [B]. */
    public Placeholder<TInt32> labelInput(String name) {
        return tf.withName(name).placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    }

    /** The seed of everything that is drawn for a purpose. */
    public long seedFor(String purpose) {
        return Seeds.derive(seed, purpose);
    }

    /**
     * Standard normal noise for training, fresh in each step: a function of (seed, step, purpose).
     *
     * @param shape int32, not computed from anything that is differentiated
     */
    public Operand<TFloat32> trainingNormal(String purpose, Operand<TInt32> shape) {
        return tf.random.statelessRandomNormal(shape, stepSeed(purpose), TFloat32.class);
    }

    /** Uniform noise in [0, 1) for training, fresh in each step: a function of (seed, step, purpose). */
    public Operand<TFloat32> trainingUniform(String purpose, Operand<TInt32> shape) {
        return tf.random.statelessRandomUniform(shape, stepSeed(purpose), TFloat32.class);
    }

    /** Uniform integers from 0 to {@code bound} − 1 for training: a function of (seed, step, purpose). */
    public Operand<TInt32> trainingIntegers(String purpose, Operand<TInt32> shape, int bound) {
        return tf.random.statelessRandomUniformInt(shape, stepSeed(purpose), tf.constant(0), tf.constant(bound));
    }

    private Operand<TInt64> stepSeed(String purpose) {
        return tf.stack(List.of(tf.constant(seedFor(purpose)), draw));
    }

    /**
     * A new variable.
     *
     * @param first its first value; evaluated once
     */
    public <T extends TType> Variable<T> variable(
            String path, Class<T> type, Shape shape, boolean trainable, Operand<T> first) {
        if (variables.containsKey(path)) {
            throw new IllegalArgumentException("expected a new path for a variable, got " + path + " a second time");
        }
        // A name, not a sub-scope: making a sub-scope reads every node of the graph, and there are thousands.
        String name = path.replace('/', '_');
        Operand<? extends TType> handle =
                tf.withName(name).varHandleOp(type, shape, org.tensorflow.op.core.VarHandleOp.sharedName(path));
        Operand<T> value = tf.withName(name + "_value").readVariableOp(handle, type);
        initialisers.add(tf.withName(name + "_assign").assignVariableOp(handle, first));
        Variable<T> variable = new Variable<>(path, type, shape, trainable, handle, value);
        variables.put(path, variable);
        firstValues.put(path, first);
        return variable;
    }

    /** The variable of a path that exists, or a new float32 one. */
    Variable<?> variableAt(String path, Shape shape, Initializer initializer) {
        Variable<?> existing = variables.get(path);
        if (existing == null) {
            return variable(
                    path, TFloat32.class, shape, true, initializer.value(tf, shape, seedFor("initial/" + path)));
        }
        if (!existing.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "expected " + path + " to keep its shape " + existing.shape() + ", got " + shape);
        }
        return existing;
    }

    /** What a float32 variable starts from. */
    @SuppressWarnings("unchecked") // Asked for float32 variables only.
    Operand<TFloat32> firstValue(String path) {
        return (Operand<TFloat32>) Objects.requireNonNull(firstValues.get(path), path);
    }

    /** A number for the next set of gradients, whose names must not collide. */
    int nextGradient() {
        return gradientCount++;
    }

    /** All variables in the order of their creation. */
    public Collection<Variable<?>> variables() {
        return List.copyOf(variables.values());
    }

    /** The trainable variables whose path begins with the scope's name, such as one player's of a GAN. */
    @SuppressWarnings("unchecked") // Trainable variables are float32: variableAt makes them.
    public List<Variable<TFloat32>> trainable(String scopeName) {
        List<Variable<TFloat32>> chosen = new ArrayList<>();
        for (Variable<?> variable : variables.values()) {
            if (variable.trainable()
                    && variable.type() == TFloat32.class
                    && variable.path().startsWith(scopeName + "/")) {
                chosen.add((Variable<TFloat32>) variable);
            }
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected trainable variables in scope " + scopeName + ", got none among " + variables.keySet());
        }
        return chosen;
    }

    /** How many trainable numbers there are. */
    public long parameterCount() {
        return variables.values().stream()
                .filter(Variable::trainable)
                .mapToLong(Variable::size)
                .sum();
    }

    /** Finishes the graph, opens a session on the context's device and gives the variables their first values. */
    public ModelSession open() {
        return new ModelSession(this, context, VariableCheckpoint.of(this), List.copyOf(initialisers));
    }
}
