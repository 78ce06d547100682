package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.Dense;
import org.genera.nn.DenseNetwork;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Split;
import org.tensorflow.types.TFloat32;

/** The flow that a specification asks for, with dense conditioners whose weights live in a scope. */
final class FlowNetwork {
    /** α of the logit (Dinh et al. 2017, sec. 4.1). */
    private static final double ALPHA = 0.05;

    /** A coupling scales by e⁻² to e² at most: larger factors blow training up and no flow of several needs them. */
    private static final double LARGEST_LOG_SCALE = 2;

    /** log s of NICE's scaling goes a long way, and Adam moves a weight by no more than the learning rate in a step. */
    private static final double LOG_SCALE_OF_A_WEIGHT = 10;

    private static final List<Integer> HIDDEN_FOR_VECTORS = List.of(128, 128);
    private static final List<Integer> HIDDEN_FOR_IMAGES = List.of(512, 512);

    private FlowNetwork() {}

    static Flow<TFloat32> of(Scope scope, ModelSpec spec) {
        Values values = spec.values();
        DataShape shape = spec.data().shape();
        boolean additive = spec.variant().equals(FlowFamily.NICE);
        List<Bijection<TFloat32>> layers = new ArrayList<>();
        if (values.flag("logit") && spec.data().range() != ValueRange.REAL) {
            layers.add(new Logit<>(spec.data().range() == ValueRange.UNIT ? 0 : -1, 1, ALPHA));
        }
        DenseNetwork hidden = hidden(values, shape);
        for (int i = 1; i <= values.count("couplings"); i++) {
            Scope place = scope.child("coupling" + i);
            layers.add(new AffineCoupling<>(
                    "coupling " + i,
                    alternating(shape, i % 2 == 0),
                    kept -> additive ? shift(place, hidden, kept) : scaleAndShift(place, hidden, kept)));
        }
        if (additive) {
            Operand<TFloat32> weight = scope.weight("scaling", Shape.of(shape.size()), Initializer.zeros());
            layers.add(new Scaling<>(scope.tf().math.mul(weight, scope.tf().constant((float) LOG_SCALE_OF_A_WEIGHT))));
        }
        return new Flow<>(layers, Base.valueOf(values.choice("base").toUpperCase(java.util.Locale.ROOT)));
    }

    private static DenseNetwork hidden(Values values, DataShape shape) {
        int[] given = values.integers("hidden");
        List<Integer> chosen = shape.kind() == DataShape.Kind.IMAGE ? HIDDEN_FOR_IMAGES : HIDDEN_FOR_VECTORS;
        List<Integer> widths =
                given.length == 0 ? chosen : Arrays.stream(given).boxed().toList();
        return new DenseNetwork(widths, Activation.RELU, shape.size());
    }

    /**
     * Every other coordinate; of images every other pixel, as on a checkerboard (Dinh et al. 2017, fig. 3).
     *
     * @param first whether the first one is among them
     */
    static boolean[] alternating(DataShape shape, boolean first) {
        boolean[] chosen = new boolean[shape.size()];
        for (int i = 0; i < chosen.length; i++) {
            int parity = i % 2;
            if (shape instanceof DataShape.Image image) {
                int pixel = i / image.channels();
                parity = (pixel / image.width() + pixel % image.width()) % 2;
            }
            chosen[i] = (parity == 0) == first;
        }
        return chosen;
    }

    private static AffineCoupling.ScaleAndShift<TFloat32> shift(
            Scope scope, DenseNetwork hidden, Operand<TFloat32> kept) {
        Operand<TFloat32> shift = last(scope, hidden, kept, hidden.outputs());
        return new AffineCoupling.ScaleAndShift<>(scope.tf().zerosLike(shift), shift);
    }

    private static AffineCoupling.ScaleAndShift<TFloat32> scaleAndShift(
            Scope scope, DenseNetwork hidden, Operand<TFloat32> kept) {
        Ops tf = scope.tf();
        Split<TFloat32> halves = tf.split(tf.constant(1), last(scope, hidden, kept, 2 * hidden.outputs()), 2L);
        Operand<TFloat32> logScale =
                tf.math.mul(tf.math.tanh(halves.output().get(0)), tf.constant((float) LARGEST_LOG_SCALE));
        return new AffineCoupling.ScaleAndShift<>(logScale, halves.output().get(1));
    }

    /** A last layer of zeros: the flow starts as the identity. */
    private static Operand<TFloat32> last(Scope scope, DenseNetwork hidden, Operand<TFloat32> kept, int units) {
        Operand<TFloat32> h = hidden.hidden(scope, kept, DenseNetwork.Regularisation.NONE);
        return new Dense(units, Initializer.zeros(), Initializer.zeros()).apply(scope.child("out"), h);
    }
}
