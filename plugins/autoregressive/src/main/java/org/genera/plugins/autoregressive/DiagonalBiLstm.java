package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.genera.nn.Initializer;
import org.genera.nn.LstmState;
import org.genera.nn.MaskedConv2d;
import org.genera.nn.Scope;
import org.genera.plugins.autoregressive.PixelNetwork.Filled;
import org.genera.plugins.autoregressive.PixelNetwork.Memory;
import org.genera.plugins.autoregressive.PixelNetwork.Place;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The diagonal BiLSTM (van den Oord, Kalchbrenner and Kavukcuoglu 2016, sec. 3.2): a step is a diagonal, and all its pixels are computed at
 * once. The state of a pixel comes from those to its left and above it, over maps skewed so that a diagonal is a column, and is
 * masked to the picture after each step. Another LSTM goes from the right to the left, and its output is added. So that it sees nothing
 * that is to come, its map lies one row lower, as in the paper; here its input is moved down and not its output, so that it gives
 * something for the first row as well, the same for all pictures. The steps are unrolled.
 */
record DiagonalBiLstm(Layout layout) implements ResidualLayer {
    private static final int GATES = 4;
    /** Of the own row and that above. */
    private static final int ROWS = 2;

    @Override
    public Operand<TFloat32> all(Scope place, Operand<TFloat32> x) {
        Ops tf = place.tf();
        Scope left = place.child("left");
        Scope right = place.child("right");
        Operand<TFloat32> fromLeft = unrolled(left, Way.ALL.convolved(left, fromInput(), x));
        int height = (int) x.shape().get(1);
        Operand<TFloat32> lower = tf.slice(
                padded(tf, x, 1, 1, 0), tf.constant(new int[] {0, 0, 0, 0}), tf.constant(new int[] {-1, height, -1, -1
                }));
        Operand<TFloat32> mirrored =
                tf.reverse(Way.ALL.convolved(right, fromInput(), lower), tf.constant(new int[] {2}));
        Operand<TFloat32> fromRight = tf.reverse(unrolled(right, mirrored), tf.constant(new int[] {2}));
        return Way.ALL.convolved(place.child("out"), layout.one(layout.channels()), tf.math.add(fromLeft, fromRight));
    }

    /**
     * An LSTM over the diagonals from the upper left to the lower right.
     *
     * @param gates what the input gives, [B, H, W, 4h]
     * @return [B, H, W, h]
     */
    private Operand<TFloat32> unrolled(Scope place, Operand<TFloat32> gates) {
        Ops tf = place.tf();
        int height = (int) gates.shape().get(1);
        int width = (int) gates.shape().get(2);
        List<Operand<TFloat32>> outputs = new ArrayList<>();
        LstmState state = null;
        List<? extends Operand<TFloat32>> diagonals = tf.split(
                        tf.constant(2), skewed(tf, gates), (long) height + width - 1)
                .output();
        for (int diagonal = 0; diagonal < diagonals.size(); diagonal++) {
            Operand<TFloat32> fromInput = diagonals.get(diagonal);
            Operand<TFloat32> both = state == null
                    ? fromInput
                    : tf.math.add(
                            fromInput,
                            tf.nn.conv2d(
                                    padded(tf, state.output(), 1, 1, 0),
                                    fromState(place),
                                    List.of(1L, 1L, 1L, 1L),
                                    "VALID"));
            LstmState next = LstmState.step(tf, both, state == null ? RowLstm.noCell(tf, fromInput) : state.cell());
            Operand<TFloat32> inside = tf.constant(new float[][][][] {inside(diagonal, height, width)});
            state = new LstmState(tf.math.mul(next.output(), inside), tf.math.mul(next.cell(), inside));
            outputs.add(state.output());
        }
        return straight(tf, Joined.of(tf, outputs, 2), width);
    }

    /** 1 for the rows that a diagonal crosses within the picture, 0 for others: [H, 1, 1]. */
    private static float[][][] inside(int diagonal, int height, int width) {
        float[][][] inside = new float[height][1][1];
        for (int row = 0; row < height; row++) {
            inside[row][0][0] = row <= diagonal && diagonal - row < width ? 1 : 0;
        }
        return inside;
    }

    /** Row r moves r columns to the right: [B, H, W, C] → [B, H, H + W − 1, C], where diagonals are columns. */
    private static Operand<TFloat32> skewed(Ops tf, Operand<TFloat32> x) {
        long height = x.shape().get(1);
        long width = x.shape().get(2);
        long channels = x.shape().get(3);
        // With H zeros behind each row, read in rows that are one shorter.
        Operand<TFloat32> flat = tf.reshape(
                padded(tf, x, 2, 0, (int) height), tf.constant(new long[] {-1, height * (width + height), channels}));
        Operand<TFloat32> cut = tf.slice(flat, tf.constant(new int[] {0, 0, 0}), tf.constant(new int[] {
            -1, (int) (height * (width + height - 1)), -1
        }));
        return tf.reshape(cut, tf.constant(new long[] {-1, height, width + height - 1, channels}));
    }

    /** The way back from {@link #skewed}. */
    private static Operand<TFloat32> straight(Ops tf, Operand<TFloat32> x, int width) {
        long height = x.shape().get(1);
        long channels = x.shape().get(3);
        Operand<TFloat32> flat =
                tf.reshape(x, tf.constant(new long[] {-1, 1, height * (width + height - 1), channels}));
        Operand<TFloat32> rows = tf.reshape(
                padded(tf, flat, 2, 0, (int) height), tf.constant(new long[] {-1, height, width + height, channels}));
        return tf.slice(rows, tf.constant(new int[] {0, 0, 0, 0}), tf.constant(new int[] {-1, -1, width, -1}));
    }

    private static Operand<TFloat32> padded(Ops tf, Operand<TFloat32> x, int axis, int before, int behind) {
        int[][] padding = new int[4][2];
        padding[axis] = new int[] {before, behind};
        return tf.pad(x, tf.constant(padding), tf.constant(0f));
    }

    @Override
    public List<Memory> memories() {
        return List.of(
                new Memory(layout.channels(), Filled.BY_PIXELS, List.of(), 1),
                Memory.ofPixels(layout.inner(), List.of(new Place(-1, 0), new Place(0, -1))),
                Memory.ofPixels(layout.inner(), List.of(new Place(0, -1))),
                new Memory(layout.inner(), Filled.BY_ROWS, List.of(new Place(0, 0)), 1));
    }

    @Override
    public Operand<TFloat32> at(Scope place, Operand<TFloat32> x, OnePixel way) {
        Ops tf = place.tf();
        Scope left = place.child("left");
        way.remember(x);
        Operand<TFloat32> weights =
                tf.reshape(fromState(left), tf.constant(new int[] {ROWS * layout.inner(), GATES * layout.inner()}));
        Operand<TFloat32> gates =
                tf.math.add(way.convolved(left, fromInput(), x), tf.linalg.matMul(way.window(), weights));
        LstmState state = LstmState.step(tf, gates, way.window());
        way.remember(state.output());
        way.remember(state.cell());
        return way.convolved(
                place.child("out"), layout.one(layout.channels()), tf.math.add(state.output(), way.window()));
    }

    /** The LSTM from the right, which knows the rows above alone. */
    @Override
    public List<Operand<TFloat32>> row(Scope place, Iterator<Operand<TFloat32>> above) {
        Ops tf = place.tf();
        Scope right = place.child("right");
        Operand<TFloat32> fromInput = Way.ALL.convolved(right, fromInput(), above.next());
        List<? extends Operand<TFloat32>> weights =
                tf.split(tf.constant(0), fromState(right), (long) ROWS).output();
        Operand<TFloat32> fromAbove = tf.nn.conv2d(above.next(), weights.get(0), List.of(1L, 1L, 1L, 1L), "VALID");
        List<? extends Operand<TFloat32>> gates = tf.split(
                        tf.constant(2),
                        tf.math.add(fromInput, fromAbove),
                        fromInput.shape().get(2))
                .output();
        List<Operand<TFloat32>> outputs = new ArrayList<>();
        LstmState state = null;
        for (int column = gates.size() - 1; column >= 0; column--) {
            Operand<TFloat32> both = state == null
                    ? gates.get(column)
                    : tf.math.add(
                            gates.get(column),
                            tf.nn.conv2d(state.output(), weights.get(1), List.of(1L, 1L, 1L, 1L), "VALID"));
            state = LstmState.step(tf, both, state == null ? RowLstm.noCell(tf, gates.get(column)) : state.cell());
            outputs.add(state.output());
        }
        Collections.reverse(outputs);
        long[] shape = {-1, outputs.size(), layout.inner()};
        return List.of(tf.reshape(Joined.of(tf, outputs, 2), tf.constant(shape)));
    }

    private MaskedConv2d fromInput() {
        return layout.one(GATES * layout.inner()).inParts(GATES);
    }

    /** Of the pixel above and of that beside: [2, 1, h, 4h]. */
    private Operand<TFloat32> fromState(Scope place) {
        Shape shape = Shape.of(ROWS, 1, layout.inner(), GATES * layout.inner());
        return place.child("state").weight("weights", shape, Initializer.glorotUniform());
    }
}
