package org.genera.nn;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A convolution that sees the pixels before its own alone, row by row and from left to right, with SAME padding and a bias (van den
 * Oord, Kalchbrenner and Kavukcuoglu 2016, sec. 3.4). Channels come in groups, one for each colour channel, equally many
 * neighbours in each: of its own pixel a group sees the groups before it (type A) or those and itself (type B).
 *
 * @param filters channels of the output
 * @param height of the window, odd; 1 for a convolution along the rows
 * @param width of the window, odd
 * @param groups of channels, 1 for grey pictures; at most as many as there are channels on either side
 * @param parts of the output, each with all groups, as the gates of a unit are
 * @param type what is seen of the own pixel
 * @param weights first value of the kernel [height, width, in, filters]
 */
public record MaskedConv2d(int filters, int height, int width, int groups, int parts, Type type, Initializer weights) {

    /** What a group of channels sees of its own pixel. */
    public enum Type {
        /** The groups before it: the first layer, whose input holds what is to be foretold. */
        A,
        /** The groups before it and itself. */
        B;

        boolean sees(int group, int other) {
            return this == A ? other < group : other <= group;
        }
    }

    public MaskedConv2d {
        if (groups < 1
                || parts < 1
                || filters % parts != 0
                || filters / parts < groups
                || height % 2 != 1
                || width % 2 != 1) {
            throw new IllegalArgumentException(
                    "need an odd window, and equal parts with a filter for each of one or more groups, got the window "
                            + height + "×" + width + ", " + filters + " filters, " + parts + " parts and " + groups
                            + " groups");
        }
    }

    /** With Glorot-uniform weights. */
    public static MaskedConv2d glorot(int filters, int kernel, int groups, Type type) {
        return new MaskedConv2d(filters, kernel, kernel, groups, 1, type, Initializer.glorotUniform());
    }

    /** The same within the row of a pixel. */
    public MaskedConv2d alongRows() {
        return new MaskedConv2d(filters, 1, width, groups, parts, type, weights);
    }

    /** The same with an output of some parts, each with all groups. */
    public MaskedConv2d inParts(int count) {
        return new MaskedConv2d(filters, height, width, groups, count, type, weights);
    }

    /** The same with other weights at first. */
    public MaskedConv2d startingFrom(Initializer first) {
        return new MaskedConv2d(filters, height, width, groups, parts, type, first);
    }

    /** Pixels of the window before its centre. */
    public int before() {
        return height * width / 2;
    }

    /**
     * All pixels at once.
     *
     * @param x [B, H, W, C]
     * @return [B, H, W, filters]
     */
    public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        int in = (int) StaticShapes.channels(scope, x, 4);
        return tf.nn.biasAdd(tf.nn.conv2d(x, masked(scope, in), List.of(1L, 1L, 1L, 1L), "SAME"), bias(scope));
    }

    /**
     * One pixel of each picture, which gives what {@link #apply} gives there.
     *
     * @param window the pixels before it in the window, in their order: [B, before × C]
     * @param own the pixel itself: [B, C]; what the mask hides does not matter
     * @return [B, filters]
     */
    public Operand<TFloat32> at(Scope scope, Operand<TFloat32> window, Operand<TFloat32> own) {
        Ops tf = scope.tf();
        int in = (int) StaticShapes.channels(scope, own, 2);
        Operand<TFloat32> flat = tf.reshape(masked(scope, in), tf.constant(new int[] {height * width * in, filters}));
        Operand<TFloat32> seen =
                tf.slice(flat, tf.constant(new int[] {0, 0}), tf.constant(new int[] {(before() + 1) * in, filters}));
        Operand<TFloat32> input = before() == 0 ? own : tf.concat(List.of(window, own), tf.constant(1));
        return tf.nn.biasAdd(tf.linalg.matMul(input, seen), bias(scope));
    }

    private Operand<TFloat32> masked(Scope scope, int in) {
        Ops tf = scope.tf();
        Shape shape = Shape.of(height, width, in, filters);
        Operand<TFloat32> mask = tf.constant(shape, DataBuffers.of(mask(in)));
        return tf.math.mul(scope.weight("weights", shape, weights), mask);
    }

    private Operand<TFloat32> bias(Scope scope) {
        return scope.weight("bias", Shape.of(filters), Initializer.zeros());
    }

    private float[] mask(int in) {
        if (in < groups) {
            throw new IllegalArgumentException("need a channel for each of " + groups + " groups, got " + in);
        }
        int part = filters / parts;
        float[] mask = new float[height * width * in * filters];
        for (int i = 0; i < mask.length; i++) {
            int pixel = i / filters / in;
            boolean seen = pixel < before()
                    || (pixel == before() && type.sees(group(i % part, part), group(i / filters % in, in)));
            mask[i] = seen ? 1 : 0;
        }
        return mask;
    }

    private int group(int channel, int channels) {
        return (int) ((long) channel * groups / channels);
    }
}
