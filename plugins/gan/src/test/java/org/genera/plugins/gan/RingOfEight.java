package org.genera.plugins.gan;

import java.util.Random;

/** Eight Gaussians of standard deviation 0.01 on a circle of radius 1, and how well samples meet them. */
final class RingOfEight {
    static final double STANDARD_DEVIATION = 0.01;
    private static final int MODES = 8;

    private RingOfEight() {}

    /** {@code count} points, two numbers each. */
    static float[] draw(int count, Random random) {
        float[] values = new float[2 * count];
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * random.nextInt(MODES) / MODES;
            values[2 * i] = (float) (Math.cos(angle) + STANDARD_DEVIATION * random.nextGaussian());
            values[2 * i + 1] = (float) (Math.sin(angle) + STANDARD_DEVIATION * random.nextGaussian());
        }
        return values;
    }

    /**
     * How samples meet the ring.
     *
     * @param modes centres with at least 1 % of the samples within 3 σ (an even share is 12.5 %)
     * @param highQuality share of the samples within 3 σ of a centre
     */
    record Coverage(int modes, double highQuality) {
        static Coverage of(float[] points) {
            int[] hits = new int[MODES];
            int within = 0;
            int count = points.length / 2;
            for (int i = 0; i < count; i++) {
                double angle = Math.atan2(points[2 * i + 1], points[2 * i]);
                int mode = Math.floorMod(Math.round(angle * MODES / (2 * Math.PI)), MODES);
                double centre = 2 * Math.PI * mode / MODES;
                double distance = Math.hypot(points[2 * i] - Math.cos(centre), points[2 * i + 1] - Math.sin(centre));
                if (distance <= 3 * STANDARD_DEVIATION) {
                    hits[mode]++;
                    within++;
                }
            }
            int modes = 0;
            for (int hit : hits) {
                modes += hit >= 0.01 * count ? 1 : 0;
            }
            return new Coverage(modes, (double) within / count);
        }
    }
}
