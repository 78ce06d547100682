package org.genera.evaluation;

import java.util.Arrays;

/** The smallest few of the numbers offered, in ascending order, with what they belong to. For a handful: insertion is linear. */
final class SmallestFew {
    private final double[] numbers;
    private final int[] owners;

    SmallestFew(int few) {
        this.numbers = new double[few];
        this.owners = new int[few];
        Arrays.fill(numbers, Double.POSITIVE_INFINITY);
        Arrays.fill(owners, -1);
    }

    /** Of equal numbers those offered first are kept. */
    void offer(double number, int owner) {
        int at = numbers.length - 1;
        if (!(number < numbers[at])) {
            return;
        }
        while (at > 0 && number < numbers[at - 1]) {
            numbers[at] = numbers[at - 1];
            owners[at] = owners[at - 1];
            at--;
        }
        numbers[at] = number;
        owners[at] = owner;
    }

    /** The largest of the few; infinite while fewer were offered. */
    double largest() {
        return numbers[numbers.length - 1];
    }

    double number(int rank) {
        return numbers[rank];
    }

    int owner(int rank) {
        return owners[rank];
    }
}
