package org.genera.nn;

import java.util.stream.IntStream;

/**
 * The standard normal noise from which samples start, one endless row for each sample: sample i takes the first numbers of row
 * i, as many as it wants. So models of any family and any latent width that draw by one seed start from the same noise.
 *
 * <p>Number j of a row is that of Box and Muller (1958) for the outputs 2j and 2j + 1 of SplitMix64 (Steele et al. 2014) seeded
 * for the row; functions are those of {@link StrictMath}, so that every machine gives the same bits.
 */
public final class BaseNoise {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final String PURPOSE = "base noise";

    private BaseNoise() {}

    /** @return {@code rows × columns} numbers */
    public static float[] normal(long seed, int rows, int columns) {
        float[] values = new float[Math.multiplyExact(rows, columns)];
        long root = Seeds.derive(seed, PURPOSE);
        IntStream.range(0, rows).parallel().forEach(row -> {
            long key = Seeds.mix(root + GOLDEN_GAMMA * (row + 1));
            for (int j = 0; j < columns; j++) {
                values[row * columns + j] = (float) number(key, j);
            }
        });
        return values;
    }

    private static double number(long key, long j) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform(key, 2 * j)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(key, 2 * j + 1));
    }

    /** In [0, 1). */
    private static double uniform(long key, long counter) {
        return (Seeds.mix(key + GOLDEN_GAMMA * (counter + 1)) >>> 11) * 0x1p-53;
    }
}
