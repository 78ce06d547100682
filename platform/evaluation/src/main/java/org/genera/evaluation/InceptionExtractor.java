package org.genera.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.genera.nn.FrozenGraph;
import org.genera.nn.FrozenGraph.Output;
import org.genera.spi.DataShape;
import org.genera.spi.Metric;
import org.genera.spi.ModelContext;
import org.tensorflow.ndarray.Shape;

/**
 * Features and class probabilities of pictures from a frozen Inception graph that the user gives (Heusel et al. 2017, sec. 4;
 * Salimans et al. 2016, sec. 4). Values compare with those of the same file alone, whose hash stands in their names.
 *
 * <p>Owns native memory; for one thread.
 */
public final class InceptionExtractor implements PictureExtractor {
    private static final String GRAPH = "graph.pb";
    private static final int BATCH = 32;
    private static final int NAMED_OPERATIONS = 8;
    private static final long PICTURE_SEED = 299;

    private final InceptionCard card;
    private final FrozenGraph graph;
    private final InceptionPictures pictures;

    private InceptionExtractor(InceptionCard card, FrozenGraph graph, InceptionPictures pictures) {
        this.card = card;
        this.graph = graph;
        this.pictures = pictures;
    }

    /**
     * Runs a graph on a picture and writes it, with how to read it, into a folder that exists.
     *
     * @param wanted how the file is to be read; what can be found out is found out
     * @return the whole card
     * @throws IOException if the file is no graph
     * @throws IllegalArgumentException if it cannot be read so, saying what to try
     */
    public static InceptionCard keep(ModelContext context, Path file, InceptionCard wanted, Path folder)
            throws IOException {
        InceptionCard card;
        try (FrozenGraph graph = FrozenGraph.open(context, file)) {
            for (String tensor : List.of(wanted.input(), wanted.features(), wanted.logits())) {
                requireTensor(graph, tensor);
            }
            card = tried(graph, wanted, sha256(file));
        }
        Files.copy(file, folder.resolve(GRAPH), StandardCopyOption.REPLACE_EXISTING);
        card.write(folder);
        return card;
    }

    private static void requireTensor(FrozenGraph graph, String tensor) {
        if (!graph.has(tensor)) {
            List<String> all = graph.operations();
            int first = Math.min(NAMED_OPERATIONS, all.size());
            int last = Math.max(first, all.size() - NAMED_OPERATIONS);
            throw new IllegalArgumentException("expected a tensor of the graph, got " + tensor + "; it begins with "
                    + String.join(", ", all.subList(0, first))
                    + (last == all.size() ? "" : " and ends with " + String.join(", ", all.subList(last, all.size()))));
        }
    }

    private static InceptionCard tried(FrozenGraph graph, InceptionCard wanted, String sha256) {
        int numbers = wanted.size() * wanted.size() * 3;
        float[] two = new float[2 * numbers];
        SplittableRandom random = new SplittableRandom(PICTURE_SEED);
        for (int i = 0; i < two.length; i++) {
            two[i] = (float) (wanted.low() + random.nextDouble() * (wanted.high() - wanted.low()));
        }
        List<String> tensors = List.of(wanted.features(), wanted.logits());
        float[] second = Arrays.copyOfRange(two, numbers, 2 * numbers);
        List<Output> alone = graph.run(wanted.input(), second, shape(1, wanted.size()), tensors);
        int width = vector("features", wanted.features(), alone.get(0));
        int classes = vector("logits", wanted.logits(), alone.get(1));
        return new InceptionCard(
                wanted.input(),
                wanted.features(),
                wanted.logits(),
                wanted.size(),
                wanted.low(),
                wanted.high(),
                sha256,
                width,
                classes,
                takesTwo(graph, wanted, two, alone) ? BATCH : 1);
    }

    /** Some public graphs flatten to one row, and mix or refuse several pictures at a time. */
    private static boolean takesTwo(FrozenGraph graph, InceptionCard wanted, float[] two, List<Output> alone) {
        try {
            List<Output> both = graph.run(
                    wanted.input(), two, shape(2, wanted.size()), List.of(wanted.features(), wanted.logits()));
            for (int i = 0; i < both.size(); i++) {
                float[] expected = alone.get(i).values();
                float[] found = both.get(i).values();
                if (found.length != 2 * expected.length || !near(expected, found)) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the second row is what it is alone, but for the rounding of another order of additions. */
    private static boolean near(float[] alone, float[] both) {
        double difference = 0;
        double size = 1e-12;
        for (int i = 0; i < alone.length; i++) {
            difference = Math.max(difference, Math.abs((double) alone[i] - both[alone.length + i]));
            size = Math.max(size, Math.abs((double) alone[i]));
        }
        return difference <= 1e-3 * size;
    }

    private static int vector(String what, String tensor, Output output) {
        List<Long> shape = output.shape();
        boolean vector =
                !shape.isEmpty() && shape.get(shape.size() - 1) == output.values().length && output.values().length > 1;
        if (!vector) {
            throw new IllegalArgumentException(what + ": expected a vector for a picture, such as [1, 1, 1, 2048], got "
                    + tensor + " of shape " + shape + "; name the tensor behind the last pooling");
        }
        for (float value : output.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(what + ": expected finite numbers, got " + value + " in " + tensor);
            }
        }
        return output.values().length;
    }

    /**
     * The graph that {@link #keep} wrote.
     *
     * @param shape of the pictures to look at
     * @throws IOException if the folder holds none, or another file than was kept
     */
    public static InceptionExtractor open(ModelContext context, Path folder, DataShape.Image shape) throws IOException {
        InceptionCard card = InceptionCard.read(folder);
        Path file = folder.resolve(GRAPH);
        if (!sha256(file).equals(card.sha256())) {
            throw new IOException(file + " is not the file that was imported; import it again");
        }
        InceptionPictures pictures = new InceptionPictures(context, shape, card.size(), card.low(), card.high());
        try {
            return new InceptionExtractor(card, FrozenGraph.open(context, file), pictures);
        } catch (IOException | RuntimeException e) {
            pictures.close();
            throw e;
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(input, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Shape shape(int count, int size) {
        return Shape.of(count, size, size, 3);
    }

    private String hash() {
        return card.sha256().substring(0, 8);
    }

    @Override
    public String name() {
        return "inception-" + hash();
    }

    @Override
    public String note() {
        return "pictures of 8 bits resized to " + card.size() + " × " + card.size()
                + ", bilinear with antialiasing; compare with values of the same file alone";
    }

    @Override
    public int width() {
        return card.width();
    }

    @Override
    public int classes() {
        return card.classes();
    }

    @Override
    public boolean knowsTheData() {
        return false;
    }

    /** A picture takes two cores tens of milliseconds. */
    @Override
    public int worthSeeing() {
        return 0;
    }

    @Override
    public Names names() {
        return new Names(
                named("inceptionFrechet", "Fréchet Inception distance (" + hash() + ")", Metric.Direction.LOWER),
                named("inceptionKernel", "Kernel Inception distance (" + hash() + ")", Metric.Direction.LOWER),
                named("inceptionScore", "Inception score (" + hash() + ")", Metric.Direction.HIGHER));
    }

    /** Under the hash, so that values of two files never stand in one column. */
    private Metric named(String name, String title, Metric.Direction direction) {
        return new Metric(name + "/" + hash(), title, "", direction);
    }

    @Override
    public Seen see(float[] values, int count) {
        int size = pictures.shape().size();
        double[] features = new double[Math.multiplyExact(count, card.width())];
        double[] probabilities = new double[Math.multiplyExact(count, card.classes())];
        for (int from = 0; from < count; from += card.batch()) {
            int taken = Math.min(card.batch(), count - from);
            float[] prepared = pictures.prepare(Arrays.copyOfRange(values, from * size, (from + taken) * size), taken);
            List<Output> outputs = graph.run(
                    card.input(), prepared, shape(taken, card.size()), List.of(card.features(), card.logits()));
            copy(outputs.get(0).values(), features, from * card.width());
            softmax(outputs.get(1).values(), probabilities, from * card.classes(), card.classes());
        }
        return new Seen(Features.of(features, card.width()), Features.of(probabilities, card.classes()));
    }

    private static void copy(float[] from, double[] to, int offset) {
        for (int i = 0; i < from.length; i++) {
            to[offset + i] = from[i];
        }
    }

    private static void softmax(float[] logits, double[] to, int offset, int classes) {
        for (int row = 0; row < logits.length; row += classes) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < classes; i++) {
                largest = Math.max(largest, logits[row + i]);
            }
            double sum = 0;
            for (int i = 0; i < classes; i++) {
                to[offset + row + i] = Math.exp(logits[row + i] - largest);
                sum += to[offset + row + i];
            }
            for (int i = 0; i < classes; i++) {
                to[offset + row + i] /= sum;
            }
        }
    }

    @Override
    public void close() {
        try {
            graph.close();
        } finally {
            pictures.close();
        }
    }
}
