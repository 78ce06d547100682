package org.genera.evaluation;

import java.util.SplittableRandom;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;

/**
 * The training of a {@link ClassifierExtractor}, step by step, so that whoever waits for it can leave. A pure function
 * of the pictures, their labels and the number of steps: the seed is fixed. Owns native memory until it is closed or its
 * extractor is taken; for one thread.
 */
public final class ClassifierTraining implements AutoCloseable {
    /** More pictures than this are not needed for features. */
    public static final int ENOUGH_PICTURES = 20_000;

    /** Beyond that the gain in accuracy is not worth the wait. */
    public static final int USUAL_STEPS = 600;

    private static final int BATCH = 100;

    /**
     * Beside each batch. A classifier that has only seen pictures of the data may see anything in noise: under one that was
     * not taught otherwise, uniform noise among digits scored a precision of 0.97. (Outlier exposure, Hendrycks et al. 2019,
     * with a class of its own, so that the features must tell.)
     */
    private static final int OUTLIERS = 20;
    /** Nats per picture; the classes of such data are told apart already. */
    private static final double LEARNT = 0.005;

    private static final double LOSS_DECAY = 0.95;
    private static final long ORDER_SEED = 314_159;
    private static final long OUTLIER_SEED = 141_421;

    private final DataShape.Image shape;
    private final int classes;
    private final float[] pictures;
    private final int[] labels;
    private final int steps;
    private final int[] order;
    private final SplittableRandom random = new SplittableRandom(ORDER_SEED);
    private final SplittableRandom outliers = new SplittableRandom(OUTLIER_SEED);
    private final ClassifierNetwork network;
    private double recentLoss = 1;
    private int step;
    private int position;
    private boolean handedOver;

    /**
     * @param classes how many labels there are, two or more
     * @param pictures {@code labels.length × shape.size()} numbers in [0, 1]
     * @param labels one for each picture, from 0
     * @param steps how many to take at most, with 100 pictures and some outliers each
     */
    public ClassifierTraining(
            ModelContext context, DataShape.Image shape, int classes, float[] pictures, int[] labels, int steps) {
        ClassifierExtractor.refusal(shape, classes).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        if (labels.length == 0 || pictures.length != (long) labels.length * shape.size()) {
            throw new IllegalArgumentException("expected a label for each picture of shape " + shape + ", got "
                    + labels.length + " labels for " + pictures.length + " numbers");
        }
        for (int label : labels) {
            if (label < 0 || label >= classes) {
                throw new IllegalArgumentException("expected labels from 0 to " + (classes - 1) + ", got " + label);
            }
        }
        this.shape = shape;
        this.classes = classes;
        this.pictures = pictures;
        this.labels = labels;
        this.steps = steps;
        this.order = new int[labels.length];
        this.position = order.length;
        this.network = new ClassifierNetwork(context, shape, classes);
    }

    /** Whether all steps are taken, or more of them would teach nothing. */
    public boolean ended() {
        return step >= steps || recentLoss < LEARNT;
    }

    /** How many steps are taken. */
    public int steps() {
        return step;
    }

    /** @return the loss in nats per picture */
    public double step() {
        int size = shape.size();
        float[] batch = new float[(BATCH + OUTLIERS) * size];
        int[] batchLabels = new int[BATCH + OUTLIERS];
        for (int i = 0; i < BATCH; i++) {
            int example = next();
            System.arraycopy(pictures, example * size, batch, i * size, size);
            batchLabels[i] = labels[example];
        }
        for (int i = BATCH; i < BATCH + OUTLIERS; i++) {
            if (i % 2 == 0) {
                noise(batch, i * size);
            } else {
                shuffled(batch, i * size);
            }
            batchLabels[i] = classes;
        }
        step++;
        double loss = network.train(step, batch, batchLabels);
        recentLoss = LOSS_DECAY * recentLoss + (1 - LOSS_DECAY) * loss;
        return loss;
    }

    /** Uniform in all of its levels. */
    private void noise(float[] batch, int offset) {
        for (int i = 0; i < shape.size(); i++) {
            batch[offset + i] = outliers.nextInt(256) / 255f;
        }
    }

    /** The levels of a real picture in another order. */
    private void shuffled(float[] batch, int offset) {
        int size = shape.size();
        System.arraycopy(pictures, outliers.nextInt(labels.length) * size, batch, offset, size);
        for (int i = size - 1; i > 0; i--) {
            int j = outliers.nextInt(i + 1);
            float level = batch[offset + i];
            batch[offset + i] = batch[offset + j];
            batch[offset + j] = level;
        }
    }

    /** Epoch after epoch, each in an order of its own (Fisher and Yates). */
    private int next() {
        if (position == order.length) {
            for (int i = 0; i < order.length; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            position = 0;
        }
        return order[position++];
    }

    /**
     * The extractor as it stands, which from now on owns the network.
     *
     * @param testPictures {@code testLabels.length × shape.size()} numbers in [0, 1] that were not trained on
     * @param testLabels one for each
     * @param split of which they are
     */
    public ClassifierExtractor extractor(float[] testPictures, int[] testLabels, String split) {
        ClassifierExtractor extractor =
                ClassifierExtractor.tested(network, shape, classes, testPictures, testLabels, split);
        handedOver = true;
        return extractor;
    }

    @Override
    public void close() {
        if (!handedOver) {
            network.close();
        }
    }
}
