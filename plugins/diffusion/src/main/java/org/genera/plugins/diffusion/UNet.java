package org.genera.plugins.diffusion;

import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.Conv2d;
import org.genera.nn.ConvTranspose2d;
import org.genera.nn.Dense;
import org.genera.nn.GroupNorm;
import org.genera.nn.Initializer;
import org.genera.nn.Scope;
import org.genera.nn.SinusoidalEmbedding;
import org.genera.spi.DataShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A small U-Net (Ronneberger et al. 2015; Ho et al. 2020, appendix B) on three resolutions, such as 28, 14 and 7: one
 * residual block at each on the way down, one at the bottom, one at each on the way up after the skip is joined.
 *
 * @param image shape of the examples
 * @param channels at the full resolution, a multiple of 8; twice as many at a half and at a quarter
 */
record UNet(DataShape.Image image, int channels) implements NoiseNetwork {
    private static final int GROUPS = 4;
    private static final int TIME_WIDTH = 64;

    @Override
    public Operand<TFloat32> epsilon(Scope scope, Operand<TFloat32> xt, Operand<TFloat32> time) {
        Ops tf = scope.tf();
        int height = image.height();
        int width = image.width();
        int halfHeight = (height + 1) / 2;
        int halfWidth = (width + 1) / 2;
        ResidualBlock fine = new ResidualBlock(channels, GROUPS);
        ResidualBlock coarse = new ResidualBlock(2 * channels, GROUPS);
        Operand<TFloat32> embedded = Activation.SILU.apply(
                tf,
                Dense.glorot(2 * TIME_WIDTH)
                        .apply(scope.child("time"), new SinusoidalEmbedding(TIME_WIDTH).apply(tf, time)));

        Operand<TFloat32> x = tf.reshape(xt, tf.constant(new int[] {-1, height, width, image.channels()}));
        Operand<TFloat32> full = fine.apply(
                scope.child("down1"), Conv2d.glorot(channels, 3, 1).apply(scope.child("input"), x), embedded);
        Operand<TFloat32> half = coarse.apply(
                scope.child("down2"), Conv2d.glorot(channels, 3, 2).apply(scope.child("shrink1"), full), embedded);
        Operand<TFloat32> quarter = coarse.apply(
                scope.child("down3"), Conv2d.glorot(2 * channels, 3, 2).apply(scope.child("shrink2"), half), embedded);
        quarter = coarse.apply(scope.child("bottom"), quarter, embedded);

        Operand<TFloat32> upHalf = ConvTranspose2d.glorot(2 * channels, 4, 2, halfHeight, halfWidth)
                .apply(scope.child("grow2"), quarter);
        upHalf = coarse.apply(scope.child("up2"), tf.concat(List.of(upHalf, half), tf.constant(3)), embedded);
        Operand<TFloat32> upFull =
                ConvTranspose2d.glorot(channels, 4, 2, height, width).apply(scope.child("grow1"), upHalf);
        upFull = fine.apply(scope.child("up1"), tf.concat(List.of(upFull, full), tf.constant(3)), embedded);

        Scope output = scope.child("output");
        Operand<TFloat32> last = Activation.SILU.apply(tf, new GroupNorm(GROUPS).apply(output.child("norm"), upFull));
        Operand<TFloat32> epsilon =
                new Conv2d(image.channels(), 3, 1, Initializer.zeros()).apply(output.child("conv"), last);
        return tf.reshape(epsilon, tf.constant(new int[] {-1, image.size()}));
    }
}
