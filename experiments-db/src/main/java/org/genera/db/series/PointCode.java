package org.genera.db.series;

import java.nio.ByteBuffer;

/**
 * Points as bytes: a version, the count, the differences of the steps and of the milliseconds as zigzag variable-length
 * integers, the numbers as big-endian doubles with all their bits. A thousand points of consecutive steps are about 10
 * kB, at most 29 kB.
 */
final class PointCode {
    private static final byte VERSION = 1;

    private PointCode() {}

    static byte[] encode(Points points) {
        ByteBuffer buffer = ByteBuffer.allocate(16 + 28 * points.size());
        buffer.put(VERSION).putInt(points.size());
        putDifferences(buffer, points.steps());
        putDifferences(buffer, points.trainMillis());
        for (double number : points.numbers()) {
            buffer.putLong(Double.doubleToRawLongBits(number));
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    static Points decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("expected a block of points in version " + VERSION + ", found version "
                    + version + "; a newer Genera has written this database");
        }
        int count = buffer.getInt();
        long[] steps = differences(buffer, count);
        long[] trainMillis = differences(buffer, count);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = Double.longBitsToDouble(buffer.getLong());
        }
        return new Points(steps, trainMillis, numbers);
    }

    private static void putDifferences(ByteBuffer buffer, long[] column) {
        long previous = 0;
        for (long each : column) {
            long difference = each - previous;
            long rest = (difference << 1) ^ (difference >> 63);
            while ((rest & ~0x7FL) != 0) {
                buffer.put((byte) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            buffer.put((byte) rest);
            previous = each;
        }
    }

    private static long[] differences(ByteBuffer buffer, int count) {
        long[] column = new long[count];
        long previous = 0;
        for (int i = 0; i < count; i++) {
            long bits = 0;
            byte next;
            int shift = 0;
            do {
                next = buffer.get();
                bits |= (long) (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0);
            previous += (bits >>> 1) ^ -(bits & 1);
            column[i] = previous;
        }
        return column;
    }
}
