package org.genera.server.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTJointRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * Which share of the variance of a value each axis explains by itself: main effects of a functional analysis of variance
 * over a forest of regression trees (Hutter, Hoos and Leyton-Brown 2014). The shares are of the variance of the value
 * itself: what the trees cannot foresee of runs they have not seen is nobody's.
 *
 * @param shares one for each axis
 * @param explained share of the variance that the forest foresees in runs that a tree has not seen, from 0 to 1
 */
public record VarianceShares(List<Share> shares, double explained) {
    /** Fewer runs tell nothing of any axis. */
    public static final int RUNS_AT_LEAST = 4;

    private static final int TREES = 64;
    private static final int DEPTH = 16;
    /** A tree looks at all runs of a node for each level that they have: time grows with runs times levels. */
    private static final int LEVELS = 64;

    private static final float RUNS_IN_LEAF = 2;
    private static final double TAIL = 0.025;
    private static final String OUTPUT = "value";

    /**
     * One axis.
     *
     * @param importance mean over the trees, from 0 to 1
     * @param lower bound between which and upper lie 95 % of the trees
     */
    public record Share(double importance, double lower, double upper) {}

    /**
     * Grows the trees, each on a bootstrap sample of the runs. A pure function of its arguments.
     *
     * @param ranks for each axis the level of each run, from 0; trees ask for the order of levels alone, so ranks of
     *     numbers serve as well as the numbers. Neighbouring levels are taken together where there are more than 64
     * @param values of the runs, finite
     */
    public static VarianceShares of(int[][] ranks, double[] values, long seed) {
        int runs = values.length;
        if (runs < RUNS_AT_LEAST) {
            throw new IllegalArgumentException("expected " + RUNS_AT_LEAST + " runs or more, got " + runs);
        }
        int[][] levels = Arrays.stream(ranks).map(VarianceShares::coarse).toArray(int[][]::new);
        AxisMarginals masses = AxisMarginals.of(levels);
        RegressionFactory factory = new RegressionFactory();
        List<Example<Regressor>> examples = examples(levels, values);
        double[] unseenSum = new double[runs];
        int[] unseenBy = new int[runs];
        List<double[]> ofTrees = new ArrayList<>();
        Random random = new Random(seed);
        for (int t = 0; t < TREES; t++) {
            MutableDataset<Regressor> sample =
                    new MutableDataset<>(new SimpleDataSourceProvenance("runs", factory), factory);
            boolean[] seen = new boolean[runs];
            for (int i = 0; i < runs; i++) {
                int drawn = random.nextInt(runs);
                seen[drawn] = true;
                sample.add(examples.get(drawn));
            }
            TreeModel<Regressor> tree = new CARTJointRegressionTrainer(
                            DEPTH, RUNS_IN_LEAF, 0, 1, false, new MeanSquaredError(), false, random.nextLong())
                    .train(sample);
            for (int i = 0; i < runs; i++) {
                if (!seen[i]) {
                    unseenSum[i] += tree.predict(examples.get(i)).getOutput().getValues()[0];
                    unseenBy[i]++;
                }
            }
            masses.mainEffects(tree).ifPresent(ofTrees::add);
        }
        double explained = explained(values, unseenSum, unseenBy);
        List<Share> shares = new ArrayList<>();
        for (int axis = 0; axis < levels.length; axis++) {
            int each = axis;
            shares.add(share(
                    ofTrees.stream().mapToDouble(tree -> tree[each]).sorted().toArray(), explained));
        }
        return new VarianceShares(List.copyOf(shares), explained);
    }

    /** At most 64 levels, with about equally many runs on each. */
    private static int[] coarse(int[] ranks) {
        int count = Arrays.stream(ranks).max().orElse(0) + 1;
        if (count <= LEVELS) {
            return ranks;
        }
        int[] below = new int[count + 1];
        for (int rank : ranks) {
            below[rank + 1]++;
        }
        Arrays.parallelPrefix(below, Integer::sum);
        return Arrays.stream(ranks)
                .map(rank -> (int) ((long) LEVELS * below[rank] / ranks.length))
                .toArray();
    }

    private static List<Example<Regressor>> examples(int[][] levels, double[] values) {
        List<Example<Regressor>> examples = new ArrayList<>();
        for (int run = 0; run < values.length; run++) {
            ArrayExample<Regressor> example = new ArrayExample<>(new Regressor(OUTPUT, values[run]));
            for (int axis = 0; axis < levels.length; axis++) {
                // From 1: what is 0 might be taken for absent.
                example.add(Integer.toString(axis), levels[axis][run] + 1);
            }
            examples.add(example);
        }
        return examples;
    }

    /** One minus the ratio of squared errors on unseen runs to squared distances from the mean; never below 0. */
    private static double explained(double[] values, double[] unseenSum, int[] unseenBy) {
        double mean = Arrays.stream(values).average().orElse(0);
        double errors = 0;
        double distances = 0;
        for (int i = 0; i < values.length; i++) {
            if (unseenBy[i] > 0) {
                double error = values[i] - unseenSum[i] / unseenBy[i];
                errors += error * error;
                distances += (values[i] - mean) * (values[i] - mean);
            }
        }
        return distances > 0 ? Math.max(0, 1 - errors / distances) : 0;
    }

    /** @param sorted shares of the variance of each tree */
    private static Share share(double[] sorted, double explained) {
        if (sorted.length == 0) {
            return new Share(0, 0, 0);
        }
        double mean = java.util.Arrays.stream(sorted).average().orElse(0);
        int tail = (int) Math.floor(TAIL * sorted.length);
        return new Share(mean * explained, sorted[tail] * explained, sorted[sorted.length - 1 - tail] * explained);
    }
}
