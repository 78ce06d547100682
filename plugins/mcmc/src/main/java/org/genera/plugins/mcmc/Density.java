package org.genera.plugins.mcmc;

import java.util.function.Supplier;
import org.genera.nn.Call;
import org.genera.nn.ModelSession;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat64;

/** What chains walk on: log p and its gradient at points, in the graphs of kernels and for whole sets of chains. */
interface Density {

    /** D. */
    int size();

    /** @param x [B, D], in the graph of a kernel */
    At at(Operand<TFloat64> x);

    /** The chains that stand at the points. */
    Chains chainsAt(ModelSession session, double[] x);

    /** log p and its gradient at points of a graph. */
    interface At {

        /** [B], nats. */
        Operand<TFloat64> logDensity();

        /** ∇ log p, [B, D]. */
        Operand<TFloat64> score();

        /**
         * A call in which both are known. Where the density is not part of the graph, the points are fetched by a call of their own,
         * and the answer is fed.
         *
         * @param prepared makes a call with all that the points depend on
         */
        default Call known(Supplier<Call> prepared) {
            return prepared.get();
        }
    }
}
