package org.genera.worker.sight;

import java.util.List;
import org.genera.run.sight.Answer;
import org.genera.run.sight.Answer.Course;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a damage does to a measure from what chance does.
 *
 * <p>The yardstick is the standard deviation between whole sets of real examples. They are drawn from a finite stock without
 * replacement and so have examples in common; the deviation is divided by the root of the share that they do not have in
 * common, as that of a mean would be.
 */
final class Courses {
    /** Of so many answers one or two would leave two deviations by chance. */
    private static final double DEVIATIONS = 3;
    /** Of the last digit of what is summed in another order. */
    private static final double ROUNDING = 1e-9;

    private Courses() {}

    /**
     * The standard deviation between sets that have nothing in common.
     *
     * @param undamaged values of whole sets
     * @param share what part of the stock a set is
     */
    static double chance(List<Double> undamaged, double share) {
        return deviation(undamaged) / Math.sqrt(1 - share);
    }

    /**
     * The answer to one damage.
     *
     * @param values for each strength one of each repeat
     * @param undamaged at least as many as repeats, in whose order they begin
     */
    static Answer answer(
            String damage, List<Double> strengths, List<List<Double>> values, List<Double> undamaged, double chance) {
        double[] means = new double[values.size() + 1];
        double[] errors = new double[means.length];
        int repeats = values.isEmpty() ? 1 : values.get(0).size();
        means[0] = mean(undamaged);
        for (int i = 1; i < means.length; i++) {
            means[i] = mean(values.get(i - 1));
            errors[i] = deviation(values.get(i - 1)) / Math.sqrt(repeats);
        }
        double threshold = DEVIATIONS * chance + ROUNDING * Math.abs(means[0]);
        boolean[] clear = new boolean[means.length];
        for (int i = 1; i < means.length; i++) {
            clear[i] = leaves(values.get(i - 1), means[0], threshold);
        }
        return new Answer(damage, values, course(means, errors, clear, threshold), seenFrom(clear, strengths));
    }

    /** Whether every repeat is out of what chance explains, all on one side: a damage may scatter the values and move none. */
    private static boolean leaves(List<Double> values, double undamaged, double threshold) {
        return values.stream().allMatch(value -> !(value - undamaged <= threshold))
                || values.stream().allMatch(value -> !(undamaged - value <= threshold));
    }

    private static @Nullable Double seenFrom(boolean[] clear, List<Double> strengths) {
        Double from = null;
        for (int i = clear.length - 1; i > 0 && clear[i]; i--) {
            from = strengths.get(i - 1);
        }
        return from;
    }

    private static Course course(double[] means, double[] errors, boolean[] clear, double threshold) {
        double furthest = 0;
        boolean anyClear = false;
        for (int i = 1; i < means.length; i++) {
            // What is not a number is far from everything.
            double away = Double.isNaN(means[i]) ? Double.POSITIVE_INFINITY : means[i] - means[0];
            furthest = Math.abs(away) > Math.abs(furthest) ? away : furthest;
            anyClear |= clear[i];
        }
        if (!(Math.abs(furthest) > threshold)) {
            return Course.BLIND;
        }
        if (!anyClear) {
            return Course.UNSTEADY;
        }
        for (int i = 1; i < means.length; i++) {
            double back = -Math.signum(furthest) * (means[i] - means[i - 1]);
            double allowed = threshold + DEVIATIONS * Math.hypot(errors[i], errors[i - 1]);
            if (!(back <= allowed)) {
                return Course.UNSTEADY;
            }
        }
        return furthest > 0 ? Course.RISES : Course.FALLS;
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    static double deviation(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / Math.max(1, values.size() - 1));
    }
}
