package org.genera.plugins.diffusion;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Predicts what noisy examples were: a trained network with all that leads it, or a formula where the exact one is known. */
@FunctionalInterface
interface Denoiser {

    /**
     * @param rows which of the examples of a request these are
     * @param x noisy examples, flat, one after the other
     * @param times one for each of them
     */
    Prediction at(int[] rows, float[] x, double[] times);

    /** The same of all examples at one time. */
    default Prediction at(float[] x, int count, double time) {
        double[] times = new double[count];
        Arrays.fill(times, time);
        return at(IntStream.range(0, count).toArray(), x, times);
    }

    /** This one with x̂_0 kept within [-1, 1]. */
    default Denoiser clipped() {
        return (rows, x, times) -> {
            Prediction predicted = at(rows, x, times);
            float[] x0 = predicted.x0();
            for (int i = 0; i < x0.length; i++) {
                x0[i] = Math.min(1f, Math.max(-1f, x0[i]));
            }
            return predicted;
        };
    }

    /**
     * This one where some values are known: x̂_0 has them, so that x_t follows their noisy versions and the network sees them (as
     * Song et al. 2021b, appendix I.2, replace them).
     *
     * @param known whether a number of all examples is
     * @param values of all examples, in the space that diffuses
     */
    default Denoiser knowing(IntPredicate known, float[] values) {
        return (rows, x, times) -> {
            Prediction predicted = at(rows, x, times);
            float[] x0 = predicted.x0();
            int size = x0.length / rows.length;
            for (int i = 0; i < x0.length; i++) {
                int place = rows[i / size] * size + i % size;
                if (known.test(place)) {
                    x0[i] = values[place];
                }
            }
            return predicted;
        };
    }

    /**
     * What is predicted.
     *
     * @param x0 x̂_0 of each example
     * @param mix where the network learned its variances, from 0 for the least to 1 for the most (ν of Nichol and Dhariwal 2021,
     *     eq. 15), a number for each of x0; else empty
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Prediction(float[] x0, float[] mix) {

        /** Without variances. */
        Prediction(float[] x0) {
            this(x0, new float[0]);
        }
    }
}
