package org.genera.run.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.genera.run.Json;

/**
 * The log-likelihood of each test example under a trained run, so that runs can be compared example by example: {@code
 * NAME.f64}, doubles of the lower byte first, beside {@code NAME.json}, which says what they are.
 *
 * @param folder {@link RunDirectory#likelihoods()} of the run
 * @param metric whose mean over the examples, with the sign turned, is the measured value, such as {@code nll} or
 *     {@code nllBound/vlb}
 */
public record LikelihoodFile(Path folder, String metric) {

    /**
     * What the values are.
     *
     * @param step of the run
     * @param method by which the model scored
     * @param examples SHA-256 of the numbers that were scored; values of two runs are of the same examples where it is the
     *     same
     * @param count of the examples
     */
    public record Description(long step, String method, String examples, int count) {}

    /**
     * The values and what they are.
     *
     * @param values in nats, one for each example, in the order in which they were scored; −∞ where one has the probability 0
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Scores(Description description, double[] values) {}

    /** Replaces what was there. */
    public void write(long step, String method, String examples, double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        try {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve(name() + ".unfinished");
            Files.write(unfinished, bytes.array());
            Files.deleteIfExists(described());
            Files.move(unfinished, valueFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Json.writeFile(described(), new Description(step, method, examples, values.length));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Nothing where there is none, as for runs of old, or where it is damaged. */
    public Optional<Scores> read() {
        try {
            if (!Files.exists(described())) {
                return Optional.empty();
            }
            Description description = Json.readFile(described(), Description.class);
            byte[] bytes = Files.readAllBytes(valueFile());
            if (bytes.length != (long) description.count() * Double.BYTES) {
                return Optional.empty();
            }
            double[] values = new double[description.count()];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asDoubleBuffer()
                    .get(values);
            return Optional.of(new Scores(description, values));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private Path valueFile() {
        return folder.resolve(name() + ".f64");
    }

    private Path described() {
        return folder.resolve(name() + ".json");
    }

    private String name() {
        return metric.replace('/', '.');
    }
}
