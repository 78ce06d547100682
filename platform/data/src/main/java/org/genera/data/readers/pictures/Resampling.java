package org.genera.data.readers.pictures;

/**
 * The weights with which a row of pixels becomes a shorter or a longer one. Shorter: the mean over the area that each
 * new pixel covers, so that nothing is skipped and no pattern appears that was not there. Longer: linear interpolation
 * between the centres of pixels.
 */
@SuppressWarnings("ArrayRecordComponent")
record Resampling(int[] first, float[][] weights) {

    /** From {@code from} pixels to {@code to}. */
    static Resampling between(int from, int to) {
        int[] first = new int[to];
        float[][] weights = new float[to][];
        double scale = (double) from / to;
        for (int i = 0; i < to; i++) {
            double start = scale >= 1 ? i * scale : Math.max(0, (i + 0.5) * scale - 0.5);
            first[i] = Math.min(from - 1, (int) start);
            weights[i] = scale >= 1 ? areas(first[i], start, (i + 1) * scale, from) : between(start, first[i], from);
        }
        return new Resampling(first, weights);
    }

    private static float[] areas(int first, double start, double end, int from) {
        int last = Math.min(from, (int) Math.ceil(end - 1e-9));
        float[] weights = new float[Math.max(1, last - first)];
        for (int i = 0; i < weights.length; i++) {
            double covered = Math.min(end, first + i + 1.0) - Math.max(start, first + i);
            weights[i] = (float) (covered / (end - start));
        }
        return weights;
    }

    private static float[] between(double start, int first, int from) {
        float right = (float) (start - first);
        return first + 1 < from ? new float[] {1 - right, right} : new float[] {1};
    }

    /**
     * Resizes one channel, first along its rows, then along its columns.
     *
     * @param values height × width, row by row
     * @return {@code toHeight} × {@code toWidth}
     */
    static float[] resize(float[] values, int height, int width, int toHeight, int toWidth) {
        Resampling along = between(width, toWidth);
        float[] narrow = new float[height * toWidth];
        for (int y = 0; y < height; y++) {
            along.row(values, y * width, narrow, y * toWidth);
        }
        return between(height, toHeight).columns(narrow, toWidth);
    }

    /** Resizes one row. */
    void row(float[] values, int from, float[] into, int at) {
        for (int x = 0; x < first.length; x++) {
            into[at + x] = at(values, x, from, 1);
        }
    }

    /** Resizes all columns of rows of a width. */
    float[] columns(float[] values, int width) {
        float[] resized = new float[first.length * width];
        for (int y = 0; y < first.length; y++) {
            for (int x = 0; x < width; x++) {
                resized[y * width + x] = at(values, y, x, width);
            }
        }
        return resized;
    }

    private float at(float[] values, int index, int offset, int stride) {
        float sum = 0;
        float[] each = weights[index];
        for (int i = 0; i < each.length; i++) {
            sum += each[i] * values[offset + (first[index] + i) * stride];
        }
        return sum;
    }
}
