package org.genera.data.sets;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.genera.spi.DataShape;

/** SHA-256 over what a data set stores: kind, shape, count, then values, then lengths of sequences, then labels. For one thread, and once. */
public final class Fingerprint {
    private final MessageDigest digest;

    private Fingerprint(String heading) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every JDK has", e);
        }
        digest.update(heading.getBytes(StandardCharsets.UTF_8));
    }

    public static Fingerprint ofBytes(DataShape shape, boolean aligned, int count) {
        return new Fingerprint("8-bit " + named(shape, aligned) + " x " + count);
    }

    public static Fingerprint ofFloats(DataShape shape, boolean aligned, int count) {
        return new Fingerprint("float32 " + named(shape, aligned) + " x " + count);
    }

    /** Of pairs whose halves are stored by themselves, from the fingerprints of these. */
    public static String ofHalves(DataShape.Pair shape, boolean aligned, String first, String second) {
        Fingerprint fingerprint = new Fingerprint("halves " + named(shape, aligned) + " " + first + " " + second);
        return fingerprint.labels(new int[0]);
    }

    /** What belongs together is joined by an arrow, and two domains are parted by a bar. */
    private static String named(DataShape shape, boolean aligned) {
        return shape instanceof DataShape.Pair pair
                ? pair.first() + (aligned ? "->" : "|") + pair.second()
                : shape.toString();
    }

    public Fingerprint values(byte[] values, int length) {
        digest.update(values, 0, length);
        return this;
    }

    public Fingerprint values(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
        return this;
    }

    /** The lengths of sequences; none where examples are none. */
    public Fingerprint lengths(int[] lengths) {
        update(lengths);
        return this;
    }

    /** Ends with the labels; none for unlabelled data. */
    public String labels(int[] labels) {
        update(labels);
        return HexFormat.of().formatHex(digest.digest());
    }

    private void update(int[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(numbers);
        digest.update(bytes);
    }
}
