package org.genera.plugins.vae;

import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.Conv2d;
import org.genera.nn.ConvTranspose2d;
import org.genera.nn.DenseNetwork;
import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * 4×4 convolutions of stride 2, then dense layers; the decoder is the mirror image, with transposed convolutions. The
 * kernel is a multiple of the stride, which keeps the transposed ones from drawing a checkerboard.
 */
final class ConvNetworks implements Networks {
    private static final int KERNEL = 4;
    private static final int STRIDE = 2;

    private final DataShape.Image image;
    private final int[] channels;
    private final List<Integer> hidden;
    private final Activation activation;
    private final int[] heights;
    private final int[] widths;

    /**
     * @param channels of the encoder's convolutions
     * @param hidden widths of the dense layers between convolutions and code
     */
    ConvNetworks(DataShape.Image image, int[] channels, List<Integer> hidden, Activation activation) {
        this.image = image;
        this.channels = channels;
        this.hidden = hidden;
        this.activation = activation;
        this.heights = halved(image.height(), channels.length);
        this.widths = halved(image.width(), channels.length);
    }

    /** The size before each convolution and after the last; halves are rounded up. */
    private static int[] halved(int size, int times) {
        int[] sizes = new int[times + 1];
        sizes[0] = size;
        for (int i = 1; i <= times; i++) {
            sizes[i] = (sizes[i - 1] + STRIDE - 1) / STRIDE;
        }
        return sizes;
    }

    @Override
    public Operand<TFloat32> encode(Scope scope, Operand<TFloat32> x, int width) {
        Ops tf = scope.tf();
        Operand<TFloat32> h =
                tf.reshape(x, tf.constant(new int[] {-1, image.height(), image.width(), image.channels()}));
        for (int i = 0; i < channels.length; i++) {
            h = activation.apply(
                    tf, Conv2d.glorot(channels[i], KERNEL, STRIDE).apply(scope.child("conv" + (i + 1)), h));
        }
        Operand<TFloat32> flat = tf.reshape(h, tf.constant(new int[] {-1, features()}));
        return new DenseNetwork(hidden, activation, width, "code").apply(scope, flat);
    }

    @Override
    public Operand<TFloat32> decode(Scope scope, Operand<TFloat32> z) {
        Ops tf = scope.tf();
        int last = channels.length;
        Operand<TFloat32> flat = activation.apply(
                tf, new DenseNetwork(Networks.reversed(hidden), activation, features(), "features").apply(scope, z));
        Operand<TFloat32> h =
                tf.reshape(flat, tf.constant(new int[] {-1, heights[last], widths[last], channels[last - 1]}));
        for (int i = last - 1; i > 0; i--) {
            h = activation.apply(tf, up(scope, i, channels[i - 1], h));
        }
        return tf.reshape(up(scope, 0, image.channels(), h), tf.constant(new int[] {-1, image.size()}));
    }

    private Operand<TFloat32> up(Scope scope, int level, int filters, Operand<TFloat32> h) {
        return ConvTranspose2d.glorot(filters, KERNEL, STRIDE, heights[level], widths[level])
                .apply(scope.child("up" + (level + 1)), h);
    }

    private int features() {
        int last = channels.length;
        return heights[last] * widths[last] * channels[last - 1];
    }
}
