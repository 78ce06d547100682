package org.genera.plugins.mixture;

import java.util.Arrays;
import org.genera.nn.gaussian.WeightedRows;

/**
 * r_nk = p(k|x_n), how much of each row belongs to each component.
 *
 * @param rows [N, D]
 * @param size D
 * @param byComponent [K][N]
 */
@SuppressWarnings("ArrayRecordComponent")
record Responsibilities(float[] rows, int size, double[][] byComponent) {
    /** Of the largest share: so little does not reach the last digit of a sum of squares. */
    private static final double NEGLIGIBLE = 1e-25;

    /**
     * @param joint log p(k, x_n) or what stands for it: [N, K]
     * @param evidence log Σ_k exp of each row of it: [N]
     */
    static Responsibilities of(float[] rows, double[] joint, double[] evidence) {
        int components = joint.length / evidence.length;
        double[][] byComponent = new double[components][evidence.length];
        for (int n = 0; n < evidence.length; n++) {
            for (int k = 0; k < components; k++) {
                byComponent[k][n] = Math.exp(joint[n * components + k] - evidence[n]);
            }
        }
        return new Responsibilities(rows, rows.length / evidence.length, byComponent);
    }

    /** N_k = Σ_n r_nk: [K]. */
    double[] amounts() {
        return Arrays.stream(byComponent)
                .mapToDouble(amounts -> Arrays.stream(amounts).sum())
                .toArray();
    }

    /** What belongs to a component. In many dimensions nearly every row belongs to one alone: leaving out the others saves most of the work. */
    WeightedRows share(int component) {
        double[] amounts = byComponent[component];
        double least = NEGLIGIBLE * Arrays.stream(amounts).max().orElseThrow();
        int count =
                (int) Arrays.stream(amounts).filter(amount -> amount > least).count();
        if (count == amounts.length) {
            return new WeightedRows(rows, amounts);
        }
        float[] kept = new float[count * size];
        double[] positive = new double[count];
        int next = 0;
        for (int n = 0; n < amounts.length; n++) {
            if (amounts[n] > least) {
                System.arraycopy(rows, n * size, kept, next * size, size);
                positive[next++] = amounts[n];
            }
        }
        return new WeightedRows(kept, positive);
    }
}
