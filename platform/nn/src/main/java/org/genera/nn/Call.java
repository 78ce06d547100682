package org.genera.nn;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * One run of a graph, whose operations it knows by name: the session has a graph of its own. Inputs are closed when the call has run; what was fetched is closed with {@link Fetched}, or at
 * once by the methods that return arrays.
 */
public final class Call {
    private final Session.Runner runner;
    private final Runnable counted;
    private final List<Tensor> inputs = new ArrayList<>();

    /** @param counted is told of each run */
    Call(Session session, Runnable counted) {
        this.runner = session.runner();
        this.counted = counted;
    }

    /** Feeds float32 numbers of the given shape. */
    public Call feed(Operand<TFloat32> input, float[] values, long... shape) {
        return feed(input, TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false)));
    }

    /** Feeds float64 numbers of the given shape. */
    public Call feed(Operand<TFloat64> input, double[] values, long... shape) {
        return feed(input, TFloat64.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false)));
    }

    /** Feeds 32-bit integers, such as labels. */
    public Call feed(Operand<TInt32> input, int[] values, long... shape) {
        return feed(input, TInt32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false)));
    }

    /** Feeds 64-bit integers. */
    public Call feed(Operand<TInt64> input, long[] values, long... shape) {
        return feed(input, TInt64.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false)));
    }

    /** Feeds a scalar, such as the training step. */
    public Call feed(Operand<TInt64> input, long number) {
        return feed(input, TInt64.scalarOf(number));
    }

    /** Feeds a scalar. */
    public Call feed(Operand<TFloat32> input, float number) {
        return feed(input, TFloat32.scalarOf(number));
    }

    /** Feeds numbers that outlive the call; who made them closes them. */
    public Call feed(Operand<TFloat32> input, KeptTensor kept) {
        runner.feed(input.op().name(), kept.tensor());
        return this;
    }

    private Call feed(Operand<?> input, Tensor tensor) {
        inputs.add(tensor);
        runner.feed(input.op().name(), tensor);
        return this;
    }

    /** Runs the operation as well. */
    public Call target(Op operation) {
        runner.addTarget(operation.op().name());
        return this;
    }

    /** Runs, fetching nothing. */
    public void run() {
        fetch().close();
    }

    /** Runs and fetches the operands in the given order. */
    public Fetched fetch(Operand<?>... operands) {
        try {
            for (Operand<?> operand : operands) {
                runner.fetch(operand.op().name(), operand.asOutput().index());
            }
            counted.run();
            return new Fetched(runner.run());
        } finally {
            ModelSession.closeAll(inputs);
        }
    }

    /** Runs and fetches a float32 operand of any shape, flat. */
    public float[] floats(Operand<TFloat32> operand) {
        try (Fetched fetched = fetch(operand)) {
            return fetched.floats(0);
        }
    }

    /** Runs and fetches a float64 operand of any shape, flat. */
    public double[] doubles(Operand<TFloat64> operand) {
        try (Fetched fetched = fetch(operand)) {
            return fetched.doubles(0);
        }
    }

    /** Fetched tensors in the order of the request. */
    public static final class Fetched implements AutoCloseable {
        private final Result result;

        private Fetched(Result result) {
            this.result = result;
        }

        /** A float32 scalar. */
        public double scalar(int index) {
            return ((TFloat32) result.get(index)).getFloat();
        }

        /** A float32 tensor, flat. */
        public float[] floats(int index) {
            TFloat32 tensor = (TFloat32) result.get(index);
            float[] values = new float[Math.toIntExact(tensor.size())];
            tensor.asRawTensor().data().asFloats().read(values);
            return values;
        }

        /** A float64 tensor, flat. */
        public double[] doubles(int index) {
            TFloat64 tensor = (TFloat64) result.get(index);
            double[] values = new double[Math.toIntExact(tensor.size())];
            tensor.asRawTensor().data().asDoubles().read(values);
            return values;
        }

        @Override
        public void close() {
            result.close();
        }
    }
}
