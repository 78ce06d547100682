package org.genera.nn;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** Elementwise nonlinearities with sound first-order gradients. */
public enum Activation {
    LINEAR {
        @Override
        public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
            return x;
        }
    },
    RELU {
        @Override
        public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
            return tf.nn.relu(x);
        }
    },
    /** max(x, 0.2 x): its second derivative exists as well, which gradient penalties need. */
    LEAKY_RELU {
        @Override
        public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
            return tf.nn.leakyRelu(x, LeakyRelu.alpha(0.2f));
        }
    },
    /** x · sigmoid(x) (Elfwing et al. 2017; Ramachandran et al. 2017). */
    SILU {
        @Override
        public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
            return tf.math.mul(x, tf.math.sigmoid(x));
        }
    },
    ELU {
        @Override
        public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
            return tf.nn.elu(x);
        }
    },
    TANH {
        @Override
        public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
            return tf.math.tanh(x);
        }
    },
    SIGMOID {
        @Override
        public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
            return tf.math.sigmoid(x);
        }
    };

    public abstract Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x);
}
