package org.genera.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How a frozen Inception graph is read.
 *
 * @param input tensor that takes pictures
 * @param features tensor of activations, a vector for each picture
 * @param logits tensor of unnormalised log-probabilities
 * @param size height and width of the pictures it takes
 * @param low what it takes for black
 * @param high what it takes for white
 * @param sha256 of the file
 * @param width how many numbers the features of a picture are, 0 where it is not known yet
 * @param classes how many logits a picture has, 0 where it is not known yet
 * @param batch how many pictures it takes at a time
 */
public record InceptionCard(
        String input,
        String features,
        String logits,
        int size,
        double low,
        double high,
        String sha256,
        int width,
        int classes,
        int batch) {
    static final String FILE = "extractor.properties";

    public InceptionCard {
        if (size < 1 || size > 4_096) {
            throw new IllegalArgumentException(
                    "size: expected from 1 to 4096 pixels, got " + size + "; Inception v3 takes 299");
        }
        if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("range: expected what the network takes for black and for white, got "
                    + low + " and " + high + "; usual are -1 and 1, or 0 and 255");
        }
    }

    static InceptionCard read(Path folder) throws IOException {
        Properties card = new Properties();
        try (InputStream input = Files.newInputStream(folder.resolve(FILE))) {
            card.load(input);
        }
        try {
            return new InceptionCard(
                    text(card, "input"),
                    text(card, "features"),
                    text(card, "logits"),
                    Integer.parseInt(text(card, "size")),
                    Double.parseDouble(text(card, "low")),
                    Double.parseDouble(text(card, "high")),
                    text(card, "sha256"),
                    Integer.parseInt(text(card, "width")),
                    Integer.parseInt(text(card, "classes")),
                    Integer.parseInt(text(card, "batch")));
        } catch (IllegalArgumentException e) {
            throw new IOException(folder.resolve(FILE) + ": " + e.getMessage() + "; import the graph again", e);
        }
    }

    void write(Path folder) throws IOException {
        Properties card = new Properties();
        card.setProperty("input", input);
        card.setProperty("features", features);
        card.setProperty("logits", logits);
        card.setProperty("size", Integer.toString(size));
        card.setProperty("low", Double.toString(low));
        card.setProperty("high", Double.toString(high));
        card.setProperty("sha256", sha256);
        card.setProperty("width", Integer.toString(width));
        card.setProperty("classes", Integer.toString(classes));
        card.setProperty("batch", Integer.toString(batch));
        try (OutputStream output = Files.newOutputStream(folder.resolve(FILE))) {
            card.store(output, "A frozen Inception graph whose features measures of pictures read");
        }
    }

    private static String text(Properties card, String key) {
        String value = card.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("expected the property " + key + ", got none");
        }
        return value;
    }
}
