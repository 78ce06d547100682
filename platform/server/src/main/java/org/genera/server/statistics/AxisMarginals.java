package org.genera.server.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.regression.Regressor;

/**
 * The measure over which trees are integrated: each axis by itself is distributed as it is among the runs, and the axes
 * are independent.
 *
 * @param upTo for each axis the mass of the levels below an index; the last one is 1
 */
@SuppressWarnings("ArrayRecordComponent")
record AxisMarginals(double[][] upTo) {

    static AxisMarginals of(int[][] levels) {
        double[][] upTo = new double[levels.length][];
        for (int axis = 0; axis < levels.length; axis++) {
            int count = Arrays.stream(levels[axis]).max().orElse(0) + 1;
            double[] below = new double[count + 1];
            for (int level : levels[axis]) {
                below[level + 1] += 1.0 / levels[axis].length;
            }
            for (int i = 1; i <= count; i++) {
                below[i] += below[i - 1];
            }
            upTo[axis] = below;
        }
        return new AxisMarginals(upTo);
    }

    /** A leaf: its prediction, and of each axis the levels from (included) and to (excluded). */
    private record Box(double value, int[] from, int[] to) {}

    private double mass(int axis, int from, int to) {
        return upTo[axis][to] - upTo[axis][from];
    }

    private double mass(Box box) {
        double mass = 1;
        for (int axis = 0; axis < upTo.length; axis++) {
            mass *= mass(axis, box.from()[axis], box.to()[axis]);
        }
        return mass;
    }

    /** The share of the tree's variance that each axis explains alone; empty if the tree is constant. */
    Optional<double[]> mainEffects(TreeModel<Regressor> tree) {
        List<Box> boxes = new ArrayList<>();
        int[] to = Arrays.stream(upTo).mapToInt(below -> below.length - 1).toArray();
        collect(tree, tree.getRoot(), new int[upTo.length], to, boxes);
        double mean = 0;
        for (Box box : boxes) {
            mean += mass(box) * box.value();
        }
        double variance = 0;
        for (Box box : boxes) {
            variance += mass(box) * (box.value() - mean) * (box.value() - mean);
        }
        if (!(variance > 0)) {
            return Optional.empty();
        }
        double[] shares = new double[upTo.length];
        for (int axis = 0; axis < upTo.length; axis++) {
            shares[axis] = varianceOfMarginal(boxes, axis, mean) / variance;
        }
        return Optional.of(shares);
    }

    private double varianceOfMarginal(List<Box> boxes, int axis, double mean) {
        double[] marginal = new double[upTo[axis].length - 1];
        for (Box box : boxes) {
            double own = mass(axis, box.from()[axis], box.to()[axis]);
            double others = own > 0 ? mass(box) / own : 0;
            for (int level = box.from()[axis]; level < box.to()[axis]; level++) {
                marginal[level] += others * (box.value() - mean);
            }
        }
        double variance = 0;
        for (int level = 0; level < marginal.length; level++) {
            variance += mass(axis, level, level + 1) * marginal[level] * marginal[level];
        }
        return variance;
    }

    private static void collect(
            TreeModel<Regressor> tree, Node<Regressor> node, int[] from, int[] to, List<Box> boxes) {
        if (node instanceof LeafNode<Regressor> leaf) {
            boxes.add(new Box(leaf.getOutput().getValues()[0], from, to));
        } else if (node instanceof SplitNode<Regressor> split) {
            int axis = Integer.parseInt(
                    tree.getFeatureIDMap().get(split.getFeatureID()).getName());
            // Values are levels plus one; those up to the split go to the lesser side.
            int cut = (int) Math.floor(split.splitValue());
            int[] lesserTo = to.clone();
            lesserTo[axis] = Math.max(from[axis], Math.min(to[axis], cut));
            int[] greaterFrom = from.clone();
            greaterFrom[axis] = lesserTo[axis];
            collect(tree, split.getLessThanOrEqual(), from, lesserTo, boxes);
            collect(tree, split.getGreaterThan(), greaterFrom, to, boxes);
        }
    }
}
