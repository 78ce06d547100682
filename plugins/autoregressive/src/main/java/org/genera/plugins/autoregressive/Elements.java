package org.genera.plugins.autoregressive;

import java.util.Arrays;
import java.util.List;
import org.genera.nn.Call;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.RowByRow;
import org.genera.nn.Seeds;
import org.genera.nn.SequenceLengths;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.SampleRequest;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Which places of an example hold a symbol: all of a picture; of a sequence as many as it is long. */
final class Elements {
    private final int places;
    private final @Nullable Placeholder<TFloat32> lengths;
    private final @Nullable SequenceLengths seen;

    private Elements(int places, @Nullable Placeholder<TFloat32> lengths, @Nullable SequenceLengths seen) {
        this.places = places;
        this.lengths = lengths;
        this.seen = seen;
    }

    /** @param places symbols that an example has room for, N */
    static Elements of(ModelGraph graph, DataShape shape, int places) {
        return shape instanceof DataShape.Sequence sequence
                ? new Elements(places, graph.input("lengths", -1, 1), new SequenceLengths(graph, sequence))
                : new Elements(places, null, null);
    }

    /**
     * What is told of places that hold a symbol, and 0 of the others.
     *
     * @param each [B, N]
     * @return [B, N]
     */
    Operand<TFloat32> there(Ops tf, Operand<TFloat32> each) {
        if (lengths == null) {
            return each;
        }
        float[] numbers = new float[places];
        for (int t = 0; t < places; t++) {
            numbers[t] = t;
        }
        return tf.math.mul(each, tf.dtypes.cast(tf.math.less(tf.constant(numbers), lengths), TFloat32.class));
    }

    /** How many symbols an example of the batch has: a scalar. */
    Operand<TFloat32> meanLength(Ops tf) {
        return lengths == null ? tf.constant((float) places) : tf.math.mean(lengths, tf.constant(new int[] {0, 1}));
    }

    /** Feeds lengths to a training step, which remembers how many sequences of each there were. */
    Call learn(Call call, Batch batch) {
        return lengths == null || seen == null
                ? call
                : seen.add(call.feed(lengths, numbers(batch), batch.count(), 1), batch);
    }

    /** Lengths beside other inputs of a map over examples. */
    List<RowByRow.Input> inputs(Batch batch) {
        return lengths == null ? List.of() : List.of(new RowByRow.Input(lengths, numbers(batch)));
    }

    private static float[] numbers(Batch batch) {
        float[] numbers = new float[batch.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = batch.lengths()[i];
        }
        return numbers;
    }

    /** How many symbols each sample has: as is known, or as often as the training sequences had. */
    int[] drawn(ModelSession session, SampleRequest request) {
        int[] drawn = new int[request.count()];
        Arrays.fill(drawn, places);
        if (seen != null) {
            SequenceLengths.Drawing drawing = seen.drawing(session);
            Arrays.setAll(drawn, i -> drawing.draw(request, i, Seeds.uniform(request.seed(), "length/" + i)));
        }
        return drawn;
    }
}
