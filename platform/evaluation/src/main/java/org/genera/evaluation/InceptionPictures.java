package org.genera.evaluation;

import java.util.List;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.image.ScaleAndTranslate;
import org.tensorflow.types.TFloat32;

/**
 * Pictures as an Inception network wants them: resized to a square by bilinear interpolation with antialiasing and
 * half-pixel centres, grey repeated to three channels, values moved to the network's range. Legacy implementations resize
 * without antialiasing and with shifted centres, which changes distances (Parmar et al. 2022, sec. 3). Owns native memory; for
 * one thread.
 */
final class InceptionPictures implements AutoCloseable {
    private final DataShape.Image shape;
    private final Placeholder<TFloat32> pictures;
    private final Operand<TFloat32> prepared;
    private final ModelSession session;

    /**
     * @param shape of the pictures, of one or three channels
     * @param size height and width that the network wants
     * @param low what it wants for black
     * @param high what it wants for white
     */
    InceptionPictures(ModelContext context, DataShape.Image shape, int size, double low, double high) {
        this.shape = shape;
        ModelGraph graph = new ModelGraph(context, 0);
        Ops tf = graph.tf();
        this.pictures = graph.input("pictures", -1, shape.height(), shape.width(), shape.channels());
        Operand<TFloat32> resized = tf.image.scaleAndTranslate(
                pictures,
                tf.constant(new int[] {size, size}),
                tf.constant(new float[] {(float) size / shape.height(), (float) size / shape.width()}),
                tf.constant(new float[] {0, 0}),
                ScaleAndTranslate.kernelType("triangle"),
                ScaleAndTranslate.antialias(true));
        Operand<TFloat32> coloured =
                shape.channels() == 3 ? resized : tf.concat(List.of(resized, resized, resized), tf.constant(3));
        this.prepared = tf.math.add(tf.math.mul(coloured, tf.constant((float) (high - low))), tf.constant((float) low));
        this.session = graph.open();
    }

    DataShape.Image shape() {
        return shape;
    }

    /**
     * Prepares pictures.
     *
     * @param values {@code count × height × width × channels} numbers in [0, 1]
     * @return {@code count × size × size × 3} numbers
     */
    float[] prepare(float[] values, int count) {
        return session.call()
                .feed(pictures, values, count, shape.height(), shape.width(), shape.channels())
                .floats(prepared);
    }

    @Override
    public void close() {
        session.close();
    }
}
