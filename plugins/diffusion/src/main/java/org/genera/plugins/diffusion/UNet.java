package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.choice;
import static org.genera.spi.Hyperparameters.integer;

import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.Conv2d;
import org.genera.nn.ConvTranspose2d;
import org.genera.nn.GroupNorm;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.genera.spi.Hyperparameter;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A small U-Net (Ronneberger et al. 2015; Ho et al. 2020, appendix B): one residual block at each resolution on the way
 * down, one more at the bottom, one at each on the way up after the skip is joined.
 *
 * @param image shape of the examples
 * @param channels at the finest resolution, a multiple of 4; twice as many below
 * @param patch squares of this side become channels at the input, and back at the output: 2 lets images of 28×28 be
 *     worked on at 14 and 7, a multiple faster than at 28
 * @param resolutions how many
 * @param attention whether the places of the coarsest one attend to each other
 * @param outputs numbers that are said of each pixel
 */
record UNet(DataShape.Image image, int channels, int patch, int resolutions, boolean attention, int outputs)
        implements DiffusionNetwork {
    private static final int GROUPS = 4;

    static final Hyperparameter<Long> CHANNELS = integer("channels")
            .from(4)
            .to(512)
            .orElse(24)
            .in("channels")
            .help("Channels of the U-Net at its finest resolution, a multiple of 4; twice as many below.");
    static final Hyperparameter<Long> PATCH = integer("patch")
            .from(1)
            .to(4)
            .orElse(2)
            .in("pixels")
            .help(
                    "Squares of this side become channels before the U-Net and pixels after it: 2 is several times faster than"
                            + " 1, a little coarser in the details.");
    static final Hyperparameter<Long> RESOLUTIONS = integer("resolutions")
            .from(1)
            .to(4)
            .orElse(2)
            .help("Resolutions of the U-Net, each half of the one before.");
    static final Hyperparameter<String> ATTENTION = choice("attention", "none", "lowest")
            .help("Whether the places of the U-Net's lowest resolution attend to each other.");

    UNet {
        if (image.height() % patch != 0 || image.width() % patch != 0) {
            throw new IllegalArgumentException("expected images whose height and width are multiples of the patch "
                    + patch + ", got " + image + "; choose patch = 1");
        }
        if (channels % GROUPS != 0) {
            throw new IllegalArgumentException(
                    "expected channels that are a multiple of " + GROUPS + ", got " + channels + "; 24 is usual");
        }
    }

    @Override
    public Operand<TFloat32> apply(
            Scope scope, Operand<TFloat32> xt, Operand<TFloat32> time, @Nullable Operand<TFloat32> classes) {
        Ops tf = scope.tf();
        Operand<TFloat32> embedded = DiffusionNetwork.embedded(scope, 2 * TIME_WIDTH, time, classes);
        Operand<TFloat32> pixels =
                tf.reshape(xt, tf.constant(new int[] {-1, image.height(), image.width(), image.channels()}));
        Operand<TFloat32> x = patch == 1 ? pixels : tf.nn.spaceToDepth(pixels, (long) patch);
        Operand<TFloat32> hidden =
                resolution(scope, 1, Conv2d.glorot(channels, 3, 1).apply(scope.child("input"), x), embedded);
        Scope output = scope.child("output");
        Operand<TFloat32> last = Activation.SILU.apply(tf, new GroupNorm(GROUPS).apply(output.child("norm"), hidden));
        Operand<TFloat32> patches = new Conv2d(patch * patch * outputs * image.channels(), 3, 1, Initializer.zeros())
                .apply(output.child("conv"), last);
        Operand<TFloat32> said = patch == 1 ? patches : tf.nn.depthToSpace(patches, (long) patch);
        return tf.reshape(outputs == 1 ? said : apart(tf, said), tf.constant(new int[] {-1, outputs * image.size()}));
    }

    /** [B, H, W, outputs × C] with one output after the other: [B, outputs, H, W, C]. */
    private Operand<TFloat32> apart(Ops tf, Operand<TFloat32> said) {
        Operand<TFloat32> split =
                tf.reshape(said, tf.constant(new int[] {-1, image.height(), image.width(), outputs, image.channels()}));
        return tf.linalg.transpose(split, tf.constant(new int[] {0, 3, 1, 2, 4}));
    }

    /** Everything from one resolution downwards: [B, H, W, C] to the same shape. */
    private Operand<TFloat32> resolution(Scope scope, int level, Operand<TFloat32> x, Operand<TFloat32> time) {
        int height = (int) x.shape().get(1);
        int width = (int) x.shape().get(2);
        int each = channelsAt(level);
        ResidualBlock block = new ResidualBlock(each, GROUPS);
        Operand<TFloat32> down = block.apply(scope.child("down" + level), x, time);
        if (level == resolutions) {
            Operand<TFloat32> seen =
                    attention ? new PlaceAttention(GROUPS).apply(scope.child("attention"), down) : down;
            return block.apply(scope.child("bottom"), seen, time);
        }
        Operand<TFloat32> smaller =
                Conv2d.glorot(channelsAt(level + 1), 3, 2).apply(scope.child("shrink" + level), down);
        Operand<TFloat32> larger = ConvTranspose2d.glorot(each, 4, 2, height, width)
                .apply(scope.child("grow" + level), resolution(scope, level + 1, smaller, time));
        Operand<TFloat32> joined =
                scope.tf().concat(List.of(larger, down), scope.tf().constant(3));
        return block.apply(scope.child("up" + level), joined, time);
    }

    private int channelsAt(int level) {
        return level == 1 ? channels : 2 * channels;
    }
}
