package org.genera.nn;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import org.tensorflow.TensorFlow;
import org.tensorflow.op.RawCustomGradient;

/**
 * The one place where an operation gets a gradient that TensorFlow lacks, such as ReluGrad, whose own gradient a penalty
 * on gradients needs. They hold for the whole process, all graphs and plugins, and there can be {@value #MOST} of them:
 * the library calls back through as many native slots, and an eleventh gradient would end the process when it is used.
 *
 * <p>Safe for many threads.
 */
public final class CustomGradients {
    /** As many native callbacks of one kind as the library has. */
    static final int MOST = 10;

    private static final CustomGradients OF_THIS_PROCESS = new CustomGradients(TensorFlow::registerCustomGradient);

    private final BiPredicate<String, RawCustomGradient> library;
    private final Set<String> operations = new LinkedHashSet<>();

    /** @param library takes a gradient for an operation; false if the operation has one */
    CustomGradients(BiPredicate<String, RawCustomGradient> library) {
        this.library = library;
    }

    /**
     * Gives an operation its gradient; does nothing if it was given one before, since a gradient is a fact of the
     * operation, whoever writes it down.
     *
     * @param operation type of the operation, such as {@code ReluGrad.OP_NAME}
     * @param gradient from the operation and the gradients of its outputs to those of its inputs, in their order
     * @throws IllegalArgumentException for an operation that TensorFlow differentiates itself, and for one gradient too many;
     *     the message is shown to the user
     */
    public static void register(String operation, RawCustomGradient gradient) {
        OF_THIS_PROCESS.add(operation, gradient);
    }

    synchronized void add(String operation, RawCustomGradient gradient) {
        if (operations.contains(operation)) {
            return;
        }
        if (operations.size() == MOST) {
            throw new IllegalArgumentException("expected at most " + MOST
                    + " custom gradients in a process, as many as TensorFlow has room for, got one more for "
                    + operation
                    + "; taken by " + String.join(", ", operations)
                    + ": compose the operation of others that TensorFlow differentiates");
        }
        if (!library.test(operation, gradient)) {
            throw new IllegalArgumentException("expected an operation that TensorFlow does not differentiate, got "
                    + operation + ", which has a gradient; leave out the custom one");
        }
        operations.add(operation);
    }
}
