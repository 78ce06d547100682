package org.genera.nn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.Restore;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** All variables of a graph in one TensorFlow checkpoint, optimizer slots and counters included. */
final class VariableCheckpoint {
    private static final String PREFIX = "model";

    private final Placeholder<TString> path;
    private final Op save;
    private final Op restore;

    private VariableCheckpoint(Placeholder<TString> path, Op save, Op restore) {
        this.path = path;
        this.save = save;
        this.restore = restore;
    }

    static VariableCheckpoint of(ModelGraph graph) {
        List<Variable<?>> variables = List.copyOf(graph.variables());
        Ops tf = Placement.pin(graph.tf(), org.genera.spi.ModelContext.Device.CPU);
        Placeholder<TString> path =
                tf.withName("checkpoint_path").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
        if (variables.isEmpty()) {
            Op nothing = tf.noOp();
            return new VariableCheckpoint(path, nothing, nothing);
        }
        String[] names = variables.stream().map(Variable::path).toArray(String[]::new);
        Operand<TString> whole = tf.fill(tf.constant(new int[] {names.length}), tf.constant(""));
        List<Operand<?>> values = new ArrayList<>();
        List<Class<? extends TType>> types = new ArrayList<>();
        for (Variable<?> variable : variables) {
            values.add(variable.value());
            types.add(variable.type());
        }
        Operand<TString> nameOperand = tf.constant(org.tensorflow.ndarray.NdArrays.vectorOfObjects(names));
        Op save = tf.withName("checkpoint_save").train.save(path, nameOperand, whole, values);
        Restore read = tf.withName("checkpoint_restore").train.restore(path, nameOperand, whole, types);
        List<Op> assigned = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            assigned.add(tf.assignVariableOp(
                    variables.get(i).handle(), read.tensors().get(i)));
        }
        return new VariableCheckpoint(
                path, save, tf.withControlDependencies(assigned).noOp());
    }

    void save(Session session, Path folder) {
        run(session, folder, save);
    }

    void restore(Session session, Path folder) {
        run(session, folder, restore);
    }

    private void run(Session session, Path folder, Op operation) {
        try (TString prefix =
                TString.scalarOf(folder.resolve(PREFIX).toAbsolutePath().toString())) {
            session.runner()
                    .feed(path.op().name(), prefix)
                    .addTarget(operation.op().name())
                    .run()
                    .close();
        }
    }
}
