package org.genera.evaluation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.genera.nn.Activation;
import org.genera.nn.Adam;
import org.genera.nn.Call;
import org.genera.nn.Conv2d;
import org.genera.nn.Dense;
import org.genera.nn.Ema;
import org.genera.nn.Gradients;
import org.genera.nn.Initializer;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Scope;
import org.genera.nn.Variable;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A small convolutional classifier: two convolutions with pooling, a hidden layer, logits of the classes and of being none. Large pictures are averaged
 * over whole blocks of pixels first, so that the cost hardly depends on their size. Owns its native graph and session;
 * for one thread.
 */
final class ClassifierNetwork implements AutoCloseable {
    /** Width of the penultimate layer. */
    static final int FEATURES = 64;

    private static final long SEED = 20_260_103;
    private static final int CHUNK = 250;
    private static final int LARGEST_SIDE = 40;
    private static final double LEARNING_RATE = 2e-3;
    private static final double AVERAGE_DECAY = 0.98;

    private final DataShape.Image shape;
    private final int classes;
    private final ModelGraph graph;
    private final Placeholder<TFloat32> images;
    private final Placeholder<TInt32> labels;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> features;
    private final Operand<TFloat32> probabilities;
    private final Op update;
    private final List<Variable<TFloat32>> averages;
    private final ModelSession session;

    ClassifierNetwork(ModelContext context, DataShape.Image shape, int classes) {
        this.shape = shape;
        this.classes = classes;
        this.graph = new ModelGraph(context, SEED);
        Ops tf = graph.tf();
        this.images = graph.input("images", -1, shape.height(), shape.width(), shape.channels());
        this.labels = graph.labelInput("labels");
        Scope net = graph.scope("classifier");
        Operand<TFloat32> logits = logits(net, hidden(net, images));
        this.loss = crossEntropy(tf, logits);
        List<Variable<TFloat32>> weights = graph.trainable("classifier");
        Op step = Adam.usual(LEARNING_RATE).step(graph, "adam", weights, Gradients.of(graph, loss, weights));
        // Averages of the weights make a schedule of the learning rate unnecessary.
        Ema ema = Ema.of(graph, weights, step, AVERAGE_DECAY);
        this.update = ema.update();
        this.averages = averages(graph, weights.size());
        Scope averaged = net.averaged(ema);
        this.features = hidden(averaged, images);
        this.probabilities = tf.nn.softmax(ofClasses(tf, logits(averaged, features)));
        this.session = graph.open();
    }

    @SuppressWarnings("unchecked") // Averages are float32, as the weights are.
    private static List<Variable<TFloat32>> averages(ModelGraph graph, int expected) {
        List<Variable<TFloat32>> found = new ArrayList<>();
        for (Variable<?> variable : graph.variables()) {
            if (variable.path().startsWith("ema/classifier/")) {
                found.add((Variable<TFloat32>) variable);
            }
        }
        if (found.size() != expected) {
            throw new IllegalStateException("expected averages of " + expected + " weights, got " + found.size());
        }
        return found;
    }

    /** Images [B, H, W, C] in [0, 1] to features [B, 64]. */
    private Operand<TFloat32> hidden(Scope net, Operand<TFloat32> x) {
        Ops tf = net.tf();
        int height = shape.height();
        int width = shape.width();
        int block = (Math.max(height, width) + LARGEST_SIDE - 1) / LARGEST_SIDE;
        Operand<TFloat32> y = x;
        if (block > 1) {
            List<Long> window = List.of(1L, (long) block, (long) block, 1L);
            y = tf.nn.avgPool(y, window, window, "SAME");
            height = half(height, block);
            width = half(width, block);
        }
        y = pooled(tf, convolution(16).apply(net.child("convolution1"), y));
        y = pooled(tf, convolution(32).apply(net.child("convolution2"), y));
        int size = half(half(height, 2), 2) * half(half(width, 2), 2) * 32;
        y = tf.reshape(y, tf.constant(new int[] {-1, size}));
        Dense dense = new Dense(FEATURES, Initializer.heNormal(), Initializer.zeros());
        return Activation.RELU.apply(tf, dense.apply(net.child("hidden"), y));
    }

    private static Conv2d convolution(int filters) {
        return new Conv2d(filters, 3, 1, Initializer.heNormal());
    }

    private static Operand<TFloat32> pooled(Ops tf, Operand<TFloat32> x) {
        Operand<TInt32> window = tf.constant(new int[] {1, 2, 2, 1});
        return Activation.RELU.apply(tf, tf.nn.maxPool(x, window, window, "SAME"));
    }

    private static int half(int side, int block) {
        return (side + block - 1) / block;
    }

    /** Features [B, 64] to logits [B, classes + 1], the last one of what is no picture of the data set. */
    private Operand<TFloat32> logits(Scope net, Operand<TFloat32> hidden) {
        return Dense.glorot(classes + 1).apply(net.child("logits"), hidden);
    }

    /** Without the class of what is none: [B, classes]. */
    private Operand<TFloat32> ofClasses(Ops tf, Operand<TFloat32> logits) {
        return tf.slice(logits, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, classes}));
    }

    private Operand<TFloat32> crossEntropy(Ops tf, Operand<TFloat32> logits) {
        Operand<TFloat32> target = tf.oneHot(labels, tf.constant(classes + 1), tf.constant(1f), tf.constant(0f));
        Operand<TFloat32> logLikelihood = tf.reduceSum(tf.math.mul(target, tf.nn.logSoftmax(logits)), tf.constant(1));
        return tf.math.neg(tf.math.mean(logLikelihood, tf.constant(0)));
    }

    /**
     * One step of Adam on the cross-entropy.
     *
     * @param batch {@code batchLabels.length} pictures in [0, 1]
     * @param batchLabels from 0; the number of classes for what is no picture of the data set
     * @return the loss in nats per picture
     */
    double train(long step, float[] batch, int[] batchLabels) {
        try (Call.Fetched fetched = feed(batch, batchLabels.length)
                .feed(labels, batchLabels, batchLabels.length)
                .feed(graph.step(), step)
                .target(update)
                .fetch(loss)) {
            return fetched.scalar(0);
        }
    }

    /** Features {@code count × 64} and, after them, probabilities {@code count × classes}. */
    float[][] see(float[] pictures, int count) {
        int size = shape.size();
        if ((long) count * size != pictures.length) {
            throw new IllegalArgumentException("expected " + count + " pictures of shape " + shape + ", got "
                    + pictures.length + " numbers, which are not " + count + " × " + size);
        }
        float[][] seen = {new float[Math.multiplyExact(count, FEATURES)], new float[Math.multiplyExact(count, classes)]
        };
        for (int from = 0; from < count; from += CHUNK) {
            int to = Math.min(from + CHUNK, count);
            try (Call.Fetched fetched = feed(Arrays.copyOfRange(pictures, from * size, to * size), to - from)
                    .fetch(features, probabilities)) {
                System.arraycopy(fetched.floats(0), 0, seen[0], from * FEATURES, (to - from) * FEATURES);
                System.arraycopy(fetched.floats(1), 0, seen[1], from * classes, (to - from) * classes);
            }
        }
        return seen;
    }

    private Call feed(float[] pictures, int count) {
        return session.call().feed(images, pictures, count, shape.height(), shape.width(), shape.channels());
    }

    void save(Path folder) {
        session.save(folder);
    }

    void restore(Path folder) {
        session.restore(folder);
    }

    /** SHA-256 over what the features depend on, as hexadecimal digits. */
    String sha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (Variable<TFloat32> each : averages) {
            float[] values = session.read(each);
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            digest.update(each.path().getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() {
        session.close();
    }
}
