package org.genera.plugins.gan;

import java.util.List;
import org.genera.nn.DenseNetwork;
import org.genera.nn.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Dropout (Srivastava et al. 2014): each unit is silenced with a probability and the others are scaled up, so that means
 * stay. Which ones is a function of (seed, step, purpose).
 *
 * @param rate probability of silence, in [0, 1)
 * @param purpose of the draws: unlike ones are independent
 * @param batch how many examples, a scalar that is not computed from anything differentiated
 */
record Dropout(ModelGraph graph, double rate, String purpose, Operand<TInt32> batch)
        implements DenseNetwork.Regularisation {

    @Override
    public Operand<TFloat32> apply(Operand<TFloat32> units, int layer) {
        if (rate == 0) {
            return units;
        }
        Ops tf = graph.tf();
        int width = Math.toIntExact(units.shape().get(1));
        float keep = (float) (1 - rate);
        Operand<TFloat32> uniform =
                graph.trainingUniform(purpose + "/" + layer, tf.stack(List.of(batch, tf.constant(width))));
        Operand<TFloat32> mask = tf.math.floor(tf.math.add(uniform, tf.constant(keep)));
        return tf.math.mul(units, tf.math.mul(mask, tf.constant(1 / keep)));
    }
}
