package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.List;
import org.genera.nn.Initializer;
import org.genera.nn.LstmState;
import org.genera.nn.MaskedConv2d;
import org.genera.nn.MaskedConv2d.Type;
import org.genera.nn.Scope;
import org.genera.plugins.autoregressive.PixelNetwork.Memory;
import org.genera.plugins.autoregressive.PixelNetwork.Place;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The row LSTM (van den Oord, Kalchbrenner and Kavukcuoglu 2016, sec. 3.1): a step is a row, and all its pixels are computed at once. The input
 * comes by a masked convolution along the row, 3 wide, the state by one over the outputs of the row above, 3 wide and without a mask,
 * since all of them are before the row. Seen from a pixel what is before it is a triangle. The steps are unrolled.
 */
record RowLstm(Layout layout) implements ResidualLayer {
    private static final int KERNEL = 3;
    private static final int GATES = 4;

    @Override
    public Operand<TFloat32> all(Scope place, Operand<TFloat32> x) {
        Ops tf = place.tf();
        Operand<TFloat32> fromInput = Way.ALL.convolved(place.child("input"), fromInput(), x);
        List<Operand<TFloat32>> outputs = new ArrayList<>();
        LstmState state = null;
        for (Operand<TFloat32> gates :
                tf.split(tf.constant(1), fromInput, x.shape().get(1)).output()) {
            Operand<TFloat32> both = state == null
                    ? gates
                    : tf.math.add(
                            gates, tf.nn.conv2d(state.output(), fromState(place), List.of(1L, 1L, 1L, 1L), "SAME"));
            Operand<TFloat32> cell = state == null ? noCell(tf, gates) : state.cell();
            state = LstmState.step(tf, both, cell);
            outputs.add(state.output());
        }
        return Way.ALL.convolved(place.child("out"), layout.one(layout.channels()), Joined.of(tf, outputs, 1));
    }

    /** Zeros for the cell before the first step. */
    static Operand<TFloat32> noCell(Ops tf, Operand<TFloat32> gates) {
        List<? extends Operand<TFloat32>> parts = tf.split(
                        tf.constant(gates.shape().numDimensions() - 1), tf.zerosLike(gates), (long) GATES)
                .output();
        return parts.get(0);
    }

    @Override
    public List<Memory> memories() {
        return List.of(
                Memory.ofPixels(layout.channels(), Place.before(1, KERNEL)),
                Memory.ofPixels(layout.inner(), List.of(new Place(-1, -1), new Place(-1, 0), new Place(-1, 1))),
                Memory.ofPixels(layout.inner(), List.of(new Place(-1, 0))));
    }

    @Override
    public Operand<TFloat32> at(Scope place, Operand<TFloat32> x, OnePixel way) {
        Ops tf = place.tf();
        Operand<TFloat32> gates = way.convolved(place.child("input"), fromInput(), x);
        Operand<TFloat32> weights =
                tf.reshape(fromState(place), tf.constant(new int[] {KERNEL * layout.inner(), GATES * layout.inner()}));
        Operand<TFloat32> both = tf.math.add(gates, tf.linalg.matMul(way.window(), weights));
        LstmState state = LstmState.step(tf, both, way.window());
        way.remember(state.output());
        way.remember(state.cell());
        return way.convolved(place.child("out"), layout.one(layout.channels()), state.output());
    }

    private MaskedConv2d fromInput() {
        return MaskedConv2d.glorot(GATES * layout.inner(), KERNEL, layout.colours(), Type.B)
                .alongRows()
                .inParts(GATES);
    }

    private Operand<TFloat32> fromState(Scope place) {
        Shape shape = Shape.of(1, KERNEL, layout.inner(), GATES * layout.inner());
        return place.child("state").weight("weights", shape, Initializer.glorotUniform());
    }
}
