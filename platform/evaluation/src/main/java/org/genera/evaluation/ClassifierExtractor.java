package org.genera.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;

/**
 * Features and class probabilities of pictures, from a small classifier trained on the data set itself. Distances
 * between such features are those of this classifier and of no other: its {@link #name} belongs to every value that was
 * measured with it, and none of them may be called a plain FID.
 *
 * <p>Owns native memory; for one thread.
 */
public final class ClassifierExtractor implements PictureExtractor {
    /** How many numbers the features of a picture are. */
    public static final int FEATURES = ClassifierNetwork.FEATURES;

    /** Changes whenever other features come out of the same pictures and labels. */
    public static final int VERSION = 2;

    private static final String CARD = "extractor.properties";
    private static final String SHA256 = "sha256";
    private static final String TESTED_ON = "testedOn";

    private final ClassifierNetwork network;
    private final DataShape.Image shape;
    private final int classes;
    private final String sha256;
    private final double testAccuracy;
    private final int testPictures;
    private final String testedOn;

    private ClassifierExtractor(
            ClassifierNetwork network,
            DataShape.Image shape,
            int classes,
            String sha256,
            double testAccuracy,
            int testPictures,
            String testedOn) {
        this.network = network;
        this.shape = shape;
        this.classes = classes;
        this.sha256 = sha256;
        this.testAccuracy = testAccuracy;
        this.testPictures = testPictures;
        this.testedOn = testedOn;
    }

    /** Why there can be no extractor for such data; empty where there can. */
    public static Optional<String> refusal(DataShape shape, int classes) {
        if (!(shape instanceof DataShape.Image)) {
            return Optional.of("no extractor: expected pictures, got points " + shape);
        }
        if (classes < 2) {
            return Optional.of("no extractor: expected labels of two or more classes to train a classifier on, got "
                    + (classes == 0 ? "no labels" : "a single class"));
        }
        return Optional.empty();
    }

    static ClassifierExtractor tested(
            ClassifierNetwork network,
            DataShape.Image shape,
            int classes,
            float[] pictures,
            int[] labels,
            String testedOn) {
        double[] posterior =
                Features.of(network.see(pictures, labels.length)[1], classes).values();
        double accuracy = 100.0 * Accuracy.correct(posterior, labels) / labels.length;
        return new ClassifierExtractor(network, shape, classes, network.sha256(), accuracy, labels.length, testedOn);
    }

    /**
     * The extractor that {@link #save} wrote.
     *
     * @throws IOException if the folder holds none, or one that is not what was written
     */
    public static ClassifierExtractor open(ModelContext context, Path folder) throws IOException {
        Properties card = new Properties();
        try (InputStream input = Files.newInputStream(folder.resolve(CARD))) {
            card.load(input);
        }
        ClassifierNetwork network = null;
        try {
            DataShape.Image shape = new DataShape.Image(
                    Integer.parseInt(text(card, "height")),
                    Integer.parseInt(text(card, "width")),
                    Integer.parseInt(text(card, "channels")));
            int classes = Integer.parseInt(text(card, "classes"));
            network = new ClassifierNetwork(context, shape, classes);
            network.restore(folder);
            String found = network.sha256();
            if (!found.equals(text(card, SHA256))) {
                throw new IllegalArgumentException(
                        "expected weights of the hash " + text(card, SHA256) + ", got " + found);
            }
            return new ClassifierExtractor(
                    network,
                    shape,
                    classes,
                    found,
                    Double.parseDouble(text(card, "testAccuracy")),
                    Integer.parseInt(text(card, "testPictures")),
                    // Those of old say nothing, and were tested on the test split.
                    card.getProperty(TESTED_ON, "test"));
        } catch (RuntimeException e) {
            if (network != null) {
                network.close();
            }
            throw new IOException(
                    folder + " does not hold an extractor that can be used: " + e.getMessage() + "; remove the folder",
                    e);
        }
    }

    private static String text(Properties card, String key) {
        String value = card.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("expected the property " + key + " in " + CARD + ", got none");
        }
        return value;
    }

    /** Writes weights and card into a folder that exists. */
    public void save(Path folder) throws IOException {
        network.save(folder);
        Properties card = new Properties();
        card.setProperty("height", Integer.toString(shape.height()));
        card.setProperty("width", Integer.toString(shape.width()));
        card.setProperty("channels", Integer.toString(shape.channels()));
        card.setProperty("classes", Integer.toString(classes));
        card.setProperty(SHA256, sha256);
        card.setProperty("testAccuracy", Double.toString(testAccuracy));
        card.setProperty("testPictures", Integer.toString(testPictures));
        card.setProperty(TESTED_ON, testedOn);
        try (OutputStream output = Files.newOutputStream(folder.resolve(CARD))) {
            card.store(output, "A classifier whose features measures of pictures read");
        }
    }

    @Override
    public String name() {
        return "classifier-" + sha256.substring(0, 8);
    }

    @Override
    public String note() {
        return "classifier " + String.format(Locale.ROOT, "%.4g", testAccuracy) + " % right on "
                + String.format(Locale.ROOT, "%,d", testPictures) + " " + testedOn + " pictures";
    }

    @Override
    public int width() {
        return FEATURES;
    }

    @Override
    public boolean knowsTheData() {
        return true;
    }

    @Override
    public int worthSeeing() {
        return 20_000;
    }

    @Override
    public Names names() {
        return new Names(ClassifierMetrics.FRECHET, ClassifierMetrics.KERNEL, ClassifierMetrics.INCEPTION);
    }

    @Override
    public int classes() {
        return classes;
    }

    /** The share of pictures that it was not trained on, in per cent, whose most probable class is their own. */
    public double testAccuracy() {
        return testAccuracy;
    }

    /** Of which split the pictures are that {@link #testAccuracy} was taken on. */
    public String testedOn() {
        return testedOn;
    }

    /** How many pictures {@link #testAccuracy} was taken on. */
    public int testPictures() {
        return testPictures;
    }

    @Override
    public Seen see(float[] pictures, int count) {
        float[][] seen = network.see(pictures, count);
        return new Seen(Features.of(seen[0], FEATURES), Features.of(seen[1], classes));
    }

    /** Activations of the penultimate layer, {@code count × 64} numbers from 0 upwards. */
    public float[] features(float[] pictures, int count) {
        return network.see(pictures, count)[0];
    }

    /** Class probabilities, {@code count × classes} numbers; those of a picture add up to 1. */
    public float[] probabilities(float[] pictures, int count) {
        return network.see(pictures, count)[1];
    }

    @Override
    public void close() {
        network.close();
    }
}
