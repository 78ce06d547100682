package org.genera.worker.measures;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.genera.run.journal.OnValidation;
import org.genera.spi.Batch;
import org.genera.views.ChunkedDraws;
import org.genera.worker.context.RunContext;

/** Examples that were not trained on and are scored, whole and in chunks: of the test split, or those kept to choose by. */
final class TestExamples {
    private final String split;
    private final IntFunction<Batch> atMost;
    private final Batch whole;

    private TestExamples(RunContext open, String split, IntFunction<Batch> atMost) {
        this.split = split;
        this.atMost = atMost;
        this.whole = atMost.apply(open.spec().setup().protocol().testExamples());
    }

    static TestExamples ofTest(RunContext open) {
        return new TestExamples(open, open.split("test"), open.data()::scored);
    }

    static TestExamples ofValidation(RunContext open) {
        String train = open.split("train");
        return new TestExamples(
                open,
                train.equals("train") ? OnValidation.SPLIT : OnValidation.SPLIT + " of " + train,
                open.data()::validation);
    }

    /** What these are of, for people. */
    String split() {
        return split;
    }

    /** So many of the split, whether or not as many are scored. */
    Batch atMost(int count) {
        return atMost.apply(count);
    }

    Batch whole() {
        return whole;
    }

    int count() {
        return whole.count();
    }

    /** SHA-256 of all that is scored, in the order in which it is. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
            for (float each : whole.values()) {
                digest.update(number.putFloat(0, each).array());
            }
            for (int each : whole.lengths()) {
                digest.update(number.putInt(0, each).array());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Elements of all sequences together, 0 where examples are none. */
    long elements() {
        return Arrays.stream(whole.lengths()).asLongStream().sum();
    }

    /** The first ones, at most so many. */
    Batch first(int count) {
        return slice(0, Math.min(count, whole.count()));
    }

    /** All of them, {@link ChunkedDraws#CHUNK} at a time. */
    List<Batch> chunks() {
        List<Batch> chunks = new ArrayList<>();
        for (int from = 0; from < whole.count(); from += ChunkedDraws.CHUNK) {
            chunks.add(slice(from, Math.min(from + ChunkedDraws.CHUNK, whole.count())));
        }
        return chunks;
    }

    private Batch slice(int from, int to) {
        return whole.take(IntStream.range(from, to).toArray());
    }
}
