package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Bijections one after the other, from the data to the base distribution: log p(x) = log p_base(z) + Σ log |det ∂z/∂x|
 * (Dinh et al. 2015, eq. 3). Of pictures they may lie in several levels: behind each but the last, half of the channels leaves to
 * the base, the second one (Dinh et al. 2017, sec. 3.6, eqs. 13 to 16), and z = (z₁, …, z_L) is what leaves at each level.
 *
 * @param example shape of one
 * @param levels layers of each level in the order from the data, at least one
 */
record Flow<T extends TNumber>(Shape example, List<List<Bijection<T>>> levels) {

    Flow {
        levels = levels.stream().map(List::copyOf).toList();
        if (levels.isEmpty() || levels.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("need one bijection or more at each level, got " + levels);
        }
        // Here already: what the graph would say of a shape that does not fit is no sentence.
        leaves(example, levels);
    }

    /** All examples go through all of it. */
    static <T extends TNumber> Flow<T> ofVectors(int size, List<Bijection<T>> layers) {
        return new Flow<>(Shape.of(size), List.of(layers));
    }

    /**
     * A point between two layers.
     *
     * @param left what left at earlier levels
     * @param values what goes on
     */
    record Place<T extends TNumber>(List<Operand<T>> left, Operand<T> values) {

        Place<T> moved(Operand<T> to) {
            return new Place<>(left, to);
        }

        /** All numbers: [B, D]. */
        Operand<T> flat(Ops tf) {
            List<Operand<T>> parts = new ArrayList<>();
            left.forEach(part -> parts.add(flat(tf, part)));
            parts.add(flat(tf, values));
            return parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(1));
        }

        private static <T extends TNumber> Operand<T> flat(Ops tf, Operand<T> part) {
            Shape shape = part.shape();
            long numbers = shape.tail().size();
            return shape.numDimensions() == 2 ? part : tf.reshape(part, tf.constant(new long[] {-1, numbers}));
        }
    }

    /**
     * What a layer gave.
     *
     * @param level of the layer
     * @param layer its number in the level
     * @param logDeterminant of the layer [B], in nats
     */
    record Stop<T extends TNumber>(int level, int layer, Place<T> place, Operand<T> logDeterminant) {}

    /** Of all layers in the order from the data, for people. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            String before = levels.size() == 1 ? "" : "level " + (level + 1) + ", ";
            levels.get(level).forEach(layer -> names.add(before + layer.name()));
        }
        return List.copyOf(names);
    }

    /**
     * What each layer gave, from the data on.
     *
     * @param x [B, D]
     */
    List<Stop<T>> forward(Ops tf, Operand<T> x) {
        return forward(tf, x, (layer, values) -> layer);
    }

    /** Which layer takes the place of one of this flow, for the values that come to it. */
    private interface Replacement<T extends TNumber> {
        Bijection<T> of(Bijection<T> layer, Operand<T> values);
    }

    private List<Stop<T>> forward(Ops tf, Operand<T> x, Replacement<T> replacement) {
        List<Stop<T>> way = new ArrayList<>();
        Place<T> place = new Place<>(List.of(), shaped(tf, x, example));
        for (int level = 0; level < levels.size(); level++) {
            place = level == 0 ? place : leaving(tf, place);
            for (int layer = 0; layer < levels.get(level).size(); layer++) {
                Bijection<T> through = replacement.of(levels.get(level).get(layer), place.values());
                Bijection.Mapped<T> mapped = through.forward(tf, place.values());
                place = place.moved(mapped.values());
                way.add(new Stop<>(level, layer, place, mapped.logDeterminant()));
            }
        }
        return way;
    }

    /**
     * What each layer gave, from the base on; the last is the data.
     *
     * @param z [B, D]
     */
    List<Stop<T>> inverse(Ops tf, Operand<T> z) {
        int last = levels.size() - 1;
        return inverse(tf, arrived(tf, z), last, levels.get(last).size() - 1, layer -> true);
    }

    private List<Stop<T>> inverse(Ops tf, Place<T> from, int topLevel, int topLayer, Predicate<Bijection<T>> through) {
        List<Stop<T>> way = new ArrayList<>();
        Place<T> place = from;
        for (int level = topLevel; level >= 0; level--) {
            List<Bijection<T>> layers = levels.get(level);
            for (int layer = level == topLevel ? topLayer : layers.size() - 1; layer >= 0; layer--) {
                if (through.test(layers.get(layer))) {
                    Bijection.Mapped<T> mapped = layers.get(layer).inverse(tf, place.values());
                    place = place.moved(mapped.values());
                    way.add(new Stop<>(level, layer, place, mapped.logDeterminant()));
                }
            }
            place = level == 0 ? place : joined(tf, place);
        }
        return way;
    }

    /** A point of the base among the levels. */
    private Place<T> arrived(Ops tf, Operand<T> z) {
        List<Operand<T>> parts = new ArrayList<>();
        long from = 0;
        for (Shape shape : leaves(example, levels)) {
            long numbers = shape.size();
            Operand<T> part = levels.size() == 1
                    ? z
                    : tf.slice(z, tf.constant(new long[] {0, from}), tf.constant(new long[] {-1, numbers}));
            parts.add(shaped(tf, part, shape));
            from += numbers;
        }
        int last = parts.size() - 1;
        return new Place<>(parts.subList(0, last), parts.get(last));
    }

    /** Shapes of z₁ … z_L. */
    private static <T extends TNumber> List<Shape> leaves(Shape example, List<List<Bijection<T>>> levels) {
        List<Shape> leaves = new ArrayList<>();
        Shape shape = example;
        for (int level = 0; level < levels.size(); level++) {
            for (Bijection<T> layer : levels.get(level)) {
                shape = layer.after(shape);
            }
            if (level < levels.size() - 1) {
                int channels = shape.numDimensions() - 1;
                shape = shape.take(channels).append(shape.get(channels) / 2);
            }
            leaves.add(shape);
        }
        return leaves;
    }

    private static <T extends TNumber> Place<T> leaving(Ops tf, Place<T> place) {
        List<Operand<T>> halves = new ArrayList<>();
        int channels = place.values().shape().numDimensions() - 1;
        tf.split(tf.constant(channels), place.values(), 2L).output().forEach(halves::add);
        List<Operand<T>> left = new ArrayList<>(place.left());
        left.add(halves.get(1));
        return new Place<>(List.copyOf(left), halves.get(0));
    }

    private static <T extends TNumber> Place<T> joined(Ops tf, Place<T> place) {
        int last = place.left().size() - 1;
        int channels = place.values().shape().numDimensions() - 1;
        Operand<T> values = tf.concat(List.of(place.values(), place.left().get(last)), tf.constant(channels));
        return new Place<>(place.left().subList(0, last), values);
    }

    private static <T extends TNumber> Operand<T> shaped(Ops tf, Operand<T> rows, Shape example) {
        return example.numDimensions() == 1
                ? rows
                : tf.reshape(rows, tf.constant(Shape.of(-1).append(example).asArray()));
    }

    /** Where a way ends: z of {@link #forward}, x of {@link #inverse}; [B, D]. */
    static <T extends TNumber> Operand<T> end(Ops tf, List<Stop<T>> way) {
        return last(way).place().flat(tf);
    }

    /**
     * What each {@link ActNorm} would be if it were fitted to what comes to it from examples, those before it being fitted first.
     *
     * @param x [B, D]
     */
    Map<ActNorm<T>, ActNorm<T>> fitted(Ops tf, Operand<T> x) {
        Map<ActNorm<T>, ActNorm<T>> fitted = new LinkedHashMap<>();
        forward(tf, x, (layer, values) -> {
            if (!(layer instanceof ActNorm<T> actnorm)) {
                return layer;
            }
            ActNorm<T> other = actnorm.fitted(tf, values);
            fitted.put(actnorm, other);
            return other;
        });
        return fitted;
    }

    /**
     * The way back as data [B, D], the point of the base first and the example last: each point goes on through the {@link
     * Bijection#fixed} layers alone, so that each number stands at its pixel and in the range of the data.
     *
     * @param z [B, D]
     */
    List<Operand<T>> film(Ops tf, Operand<T> z) {
        List<Operand<T>> film = new ArrayList<>();
        int last = levels.size() - 1;
        film.add(seen(tf, arrived(tf, z), last, levels.get(last).size() - 1));
        inverse(tf, z).forEach(stop -> film.add(seen(tf, stop.place(), stop.level(), stop.layer() - 1)));
        return film;
    }

    private Operand<T> seen(Ops tf, Place<T> place, int level, int layer) {
        List<Stop<T>> rest = inverse(tf, place, level, layer, Bijection::fixed);
        return (rest.isEmpty() ? place : last(rest).place()).flat(tf);
    }

    /** Of the whole way [B], in nats. */
    static <T extends TNumber> Operand<T> logDeterminant(Ops tf, List<Stop<T>> way) {
        Operand<T> sum = way.get(0).logDeterminant();
        for (Stop<T> each : way.subList(1, way.size())) {
            sum = tf.math.add(sum, each.logDeterminant());
        }
        return sum;
    }

    private static <E> E last(List<E> list) {
        return list.get(list.size() - 1);
    }
}
