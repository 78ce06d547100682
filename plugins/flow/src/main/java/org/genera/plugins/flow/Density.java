package org.genera.plugins.flow;

import java.util.List;
import java.util.Optional;
import org.genera.nn.Scope;
import org.genera.spi.ModelSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * log p of examples by a flow with one set of weights.
 *
 * @param way what each layer gave
 * @param z where examples go: [B, D]
 * @param logDeterminant of the whole way [B], in nats
 * @param logProb log p(x) [B], in nats, summed over the classes where there are some
 * @param ofClasses what differs between classes; empty where one base is for all
 */
record Density(
        Flow<TFloat32> flow,
        List<Flow.Stop<TFloat32>> way,
        Operand<TFloat32> z,
        Operand<TFloat32> logDeterminant,
        Operand<TFloat32> logProb,
        Optional<OfClasses> ofClasses) {

    /**
     * @param base of each class
     * @param logJoint log p(x, class) [B, K], in nats
     */
    record OfClasses(ClassBase<TFloat32> base, Operand<TFloat32> logJoint) {}

    /**
     * @param classes how many the base tells apart, 0 for none
     * @param x [B, D]
     */
    static Density of(
            ModelSpec spec, Architecture architecture, Base base, int classes, Scope weights, Operand<TFloat32> x) {
        Ops tf = weights.tf();
        Flow<TFloat32> flow = architecture.flow(spec, weights);
        List<Flow.Stop<TFloat32>> way = flow.forward(tf, x);
        Operand<TFloat32> z = Flow.end(tf, way);
        Operand<TFloat32> logDeterminant = Flow.logDeterminant(tf, way);
        if (classes == 0) {
            Operand<TFloat32> logProb = tf.math.add(base.logProb(tf, z), logDeterminant);
            return new Density(flow, way, z, logDeterminant, logProb, Optional.empty());
        }
        ClassBase<TFloat32> ofClass = ClassBase.of(
                base, weights.child("base"), classes, spec.data().shape().size());
        Operand<TFloat32> logJoint =
                tf.math.add(ofClass.logJoint(tf, z), tf.expandDims(logDeterminant, tf.constant(1)));
        Operand<TFloat32> logProb = ClassBase.summed(tf, logJoint);
        return new Density(flow, way, z, logDeterminant, logProb, Optional.of(new OfClasses(ofClass, logJoint)));
    }
}
