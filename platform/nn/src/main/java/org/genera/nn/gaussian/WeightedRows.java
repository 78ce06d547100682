package org.genera.nn.gaussian;

import java.util.Arrays;

/**
 * What a Gaussian is fitted to.
 *
 * @param rows [B, D], one after the other
 * @param amounts [B], how much of each row belongs to it, at least 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record WeightedRows(float[] rows, double[] amounts) {

    public WeightedRows {
        if (amounts.length == 0 ? rows.length > 0 : rows.length % amounts.length != 0) {
            throw new IllegalArgumentException("need an amount for each row of equal size, got " + amounts.length
                    + " amounts for " + rows.length + " numbers");
        }
    }

    /** The same and one row more: [D]. */
    public WeightedRows and(float[] row, double amount) {
        float[] more = Arrays.copyOf(rows, rows.length + row.length);
        System.arraycopy(row, 0, more, rows.length, row.length);
        double[] longer = Arrays.copyOf(amounts, amounts.length + 1);
        longer[amounts.length] = amount;
        return new WeightedRows(more, longer);
    }

    /** Rows that belong to it wholly. */
    public static WeightedRows whole(float[] rows, int size) {
        double[] amounts = new double[rows.length / size];
        Arrays.fill(amounts, 1);
        return new WeightedRows(rows, amounts);
    }

    /**
     * The rows of each group.
     *
     * @param rows [B, D]
     * @param size D
     * @param groups [B], the group of each row, from 0 to {@code count} − 1
     */
    public static WeightedRows[] byGroup(float[] rows, int size, int[] groups, int count) {
        int[] counts = new int[count];
        for (int group : groups) {
            counts[group]++;
        }
        float[][] members = new float[count][];
        for (int k = 0; k < count; k++) {
            members[k] = new float[counts[k] * size];
        }
        int[] next = new int[count];
        for (int i = 0; i < groups.length; i++) {
            int k = groups[i];
            System.arraycopy(rows, i * size, members[k], next[k]++ * size, size);
        }
        WeightedRows[] shares = new WeightedRows[count];
        for (int k = 0; k < count; k++) {
            shares[k] = whole(members[k], size);
        }
        return shares;
    }

    /** The sum of the amounts. */
    public double total() {
        double total = 0;
        for (double amount : amounts) {
            total += amount;
        }
        return total;
    }
}
