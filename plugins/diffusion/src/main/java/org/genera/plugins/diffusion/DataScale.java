package org.genera.plugins.diffusion;

import org.genera.spi.ValueRange;

/**
 * The affine map from the values that the model is given to those that diffuse: y = factor · x + offset.
 *
 * @param factor positive
 */
record DataScale(float factor, float offset) {

    /** [0, 1] becomes [-1, 1]; real and symmetric values stay. */
    static DataScale of(ValueRange range) {
        return range == ValueRange.UNIT ? new DataScale(2, -1) : new DataScale(1, 0);
    }

    float[] toModel(float[] data) {
        float[] scaled = new float[data.length];
        for (int i = 0; i < data.length; i++) {
            scaled[i] = factor * data[i] + offset;
        }
        return scaled;
    }

    float[] toData(float[] scaled) {
        float[] data = new float[scaled.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = (scaled[i] - offset) / factor;
        }
        return data;
    }

    /** log |dy/dx| of one value: what a density of y gains as a density of x. */
    double logDerivative() {
        return Math.log(factor);
    }
}
