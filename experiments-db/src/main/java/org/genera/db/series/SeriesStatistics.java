package org.genera.db.series;

/**
 * Points in a few numbers; of none, all zero and NaN.
 *
 * @param min of the finite values, NaN where there is none
 * @param minStep the earliest step with that value, 0 where there is none
 * @param max of the finite values, NaN where there is none
 * @param maxStep the earliest step with that value, 0 where there is none
 */
public record SeriesStatistics(
        long points,
        double first,
        long firstStep,
        double last,
        long lastStep,
        double min,
        long minStep,
        double max,
        long maxStep,
        long nonFinite) {
    static final SeriesStatistics NONE =
            new SeriesStatistics(0, Double.NaN, 0, Double.NaN, Long.MIN_VALUE, Double.NaN, 0, Double.NaN, 0, 0);

    public static SeriesStatistics of(Points points) {
        return NONE.plus(points);
    }

    /** With later points. */
    public SeriesStatistics plus(Points more) {
        if (more.isEmpty()) {
            return this;
        }
        double newMin = min;
        long newMinStep = minStep;
        double newMax = max;
        long newMaxStep = maxStep;
        long newNonFinite = nonFinite;
        for (int i = 0; i < more.size(); i++) {
            double number = more.numbers()[i];
            if (!Double.isFinite(number)) {
                newNonFinite++;
                continue;
            }
            if (Double.isNaN(newMin) || number < newMin) {
                newMin = number;
                newMinStep = more.steps()[i];
            }
            if (Double.isNaN(newMax) || number > newMax) {
                newMax = number;
                newMaxStep = more.steps()[i];
            }
        }
        return new SeriesStatistics(
                points + more.size(),
                points == 0 ? more.numbers()[0] : first,
                points == 0 ? more.firstStep() : firstStep,
                more.numbers()[more.size() - 1],
                more.lastStep(),
                newMin,
                newMinStep,
                newMax,
                newMaxStep,
                newNonFinite);
    }
}
