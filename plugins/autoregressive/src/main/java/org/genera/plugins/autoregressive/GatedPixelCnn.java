package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.genera.nn.Initializer;
import org.genera.nn.MaskedConv2d;
import org.genera.nn.MaskedConv2d.Type;
import org.genera.nn.Scope;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The gated PixelCNN (van den Oord et al. 2016b, sec. 2.2 and 2.3, fig. 2). A vertical stack sees all rows above, a horizontal one the
 * pixels to the left and, in each layer, the vertical one: together they see everything before a pixel. Each layer of either
 * ends in a gate, tanh(W_f ∗ x) ⊙ σ(W_g ∗ x) (eq. 2), in which classes have a bias (eq. 4). The first layer's convolutions are 7 wide,
 * the others' 3; what is given comes from the sum of skip connections out of the horizontal stack's gates.
 *
 * @param scope of its weights
 * @param channels p, features of a pixel in each stack
 * @param layers of both stacks, the first of type A
 * @param colours channels of a pixel
 * @param outputs numbers for a pixel, equally many for each channel
 */
record GatedPixelCnn(Scope scope, int channels, int layers, int colours, int outputs) implements PixelNetwork {
    private static final int FIRST_KERNEL = 7;
    private static final int KERNEL = 3;
    /** A gate lets half through at first: with Glorot's weights what a deep layer says would begin near nothing. */
    private static final Initializer GATES = Initializer.heNormal();

    /** The rows that a layer of the vertical stack sees: its own input's, and those above. */
    interface Rows {
        Operand<TFloat32> seenBy(int layer, Operand<TFloat32> x);
    }

    /**
     * The vertical stack.
     *
     * @param links what each layer tells the horizontal stack, [B, H, W, 2p]
     * @param all links, each but the last followed by its layer's features, [B, H, W, p]
     */
    record Vertical(List<Operand<TFloat32>> links, List<Operand<TFloat32>> all) {}

    @Override
    public Operand<TFloat32> logits(Operand<TFloat32> pictures, @Nullable Operand<TFloat32> classes) {
        Vertical vertical = vertical(pictures, this::rowsFromAbove, classes);
        return horizontal(pictures, vertical.links().iterator()::next, classes, Way.ALL);
    }

    @Override
    public List<Memory> memories() {
        List<Memory> memories = new ArrayList<>();
        memories.add(new Memory(colours, Filled.BY_PIXELS, Place.before(1, FIRST_KERNEL), above(0)));
        memories.add(Memory.forPixelsOfRow(2 * channels));
        for (int layer = 1; layer < layers; layer++) {
            memories.add(Memory.ofRows(channels, above(layer)));
            memories.add(Memory.ofPixels(channels, Place.before(1, KERNEL)));
            memories.add(Memory.forPixelsOfRow(2 * channels));
        }
        return memories;
    }

    @Override
    public List<Operand<TFloat32>> row(List<Operand<TFloat32>> above, @Nullable Operand<TFloat32> classes) {
        Ops tf = scope.tf();
        Vertical vertical = vertical(
                above.get(0),
                (layer, x) -> layer == 0 ? x : tf.concat(List.of(above.get(layer), x), tf.constant(1)),
                classes);
        return vertical.all().stream().<Operand<TFloat32>>map(this::onlyRow).toList();
    }

    /** [B, 1, W, channels] → [B, W, channels]. */
    private Operand<TFloat32> onlyRow(Operand<TFloat32> row) {
        Ops tf = scope.tf();
        long[] shape = {-1, row.shape().get(2), row.shape().get(3)};
        return tf.reshape(row, tf.constant(shape));
    }

    @Override
    public At at(List<Operand<TFloat32>> windows, Operand<TFloat32> own, @Nullable Operand<TFloat32> classes) {
        OnePixel way = new OnePixel(windows);
        return way.giving(horizontal(own, way::window, classes, way));
    }

    private static int kernel(int layer) {
        return layer == 0 ? FIRST_KERNEL : KERNEL;
    }

    /** Rows above its own that a layer of the vertical stack sees. */
    private static int above(int layer) {
        return kernel(layer) / 2;
    }

    /** In the first layer the rows above alone, in others, whose own row knows those above alone, that as well. */
    Operand<TFloat32> rowsFromAbove(int layer, Operand<TFloat32> x) {
        Ops tf = scope.tf();
        int[][] padding = {{0, 0}, {above(layer), 0}, {0, 0}, {0, 0}};
        Operand<TFloat32> padded = tf.pad(x, tf.constant(padding), tf.constant(0f));
        int height = (int) x.shape().get(1) + above(layer) - (layer == 0 ? 1 : 0);
        return tf.slice(padded, tf.constant(new int[] {0, 0, 0, 0}), tf.constant(new int[] {-1, height, -1, -1}));
    }

    Vertical vertical(Operand<TFloat32> pictures, Rows rows, @Nullable Operand<TFloat32> classes) {
        Vertical vertical = new Vertical(new ArrayList<>(), new ArrayList<>());
        Operand<TFloat32> v = pictures;
        for (int layer = 0; layer < layers; layer++) {
            Scope place = scope.child("layer" + layer).child("vertical");
            RowsConv2d convolution =
                    new RowsConv2d(2 * channels, above(layer) + (layer == 0 ? 0 : 1), kernel(layer), GATES);
            Operand<TFloat32> features = withClasses(place, convolution.apply(place, rows.seenBy(layer, v)), classes);
            Operand<TFloat32> link = new RowsConv2d(2 * channels, 1, 1, Initializer.glorotUniform())
                    .apply(place.child("link"), features);
            vertical.links().add(link);
            vertical.all().add(link);
            if (layer < layers - 1) {
                v = gate(features);
                vertical.all().add(v);
            }
        }
        return vertical;
    }

    /** The horizontal stack, and what is given from it. */
    Operand<TFloat32> horizontal(
            Operand<TFloat32> pictures,
            Supplier<Operand<TFloat32>> links,
            @Nullable Operand<TFloat32> classes,
            Way way) {
        Ops tf = scope.tf();
        Operand<TFloat32> h = pictures;
        List<Operand<TFloat32>> skips = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            Scope place = scope.child("layer" + layer).child("horizontal");
            MaskedConv2d convolution = MaskedConv2d.glorot(
                            2 * channels, kernel(layer), colours, layer == 0 ? Type.A : Type.B)
                    .alongRows()
                    .inParts(2)
                    .startingFrom(GATES);
            Operand<TFloat32> features = withClasses(place, way.convolved(place, convolution, h), classes);
            Operand<TFloat32> gated = gate(tf.math.add(features, links.get()));
            skips.add(way.convolved(place.child("skip"), one(channels), gated));
            if (layer < layers - 1) {
                Operand<TFloat32> out = way.convolved(place.child("out"), one(channels), gated);
                // The first layer's input is what is to be foretold, and must not come through.
                h = layer == 0 ? out : tf.math.add(h, out);
            }
        }
        Operand<TFloat32> last =
                way.convolved(scope.child("last"), one(channels), way.rectified(scope, tf.math.addN(skips)));
        return way.convolved(scope.child("logits"), one(outputs), way.rectified(scope, last));
    }

    private static Operand<TFloat32> withClasses(
            Scope place, Operand<TFloat32> features, @Nullable Operand<TFloat32> classes) {
        return classes == null
                ? features
                : place.tf().math.add(features, ClassBias.of(place.child("classes"), classes, features));
    }

    /** tanh of the first half of the channels, times σ of the second (eq. 2). */
    private Operand<TFloat32> gate(Operand<TFloat32> features) {
        Ops tf = scope.tf();
        List<? extends Operand<TFloat32>> halves = tf.split(
                        tf.constant(features.shape().numDimensions() - 1), features, 2L)
                .output();
        return tf.math.mul(tf.math.tanh(halves.get(0)), tf.math.sigmoid(halves.get(1)));
    }

    private MaskedConv2d one(int filters) {
        return MaskedConv2d.glorot(filters, 1, colours, Type.B);
    }
}
