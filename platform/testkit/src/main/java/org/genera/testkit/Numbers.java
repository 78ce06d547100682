package org.genera.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkpoint of a model that is a few rows of numbers. */
final class Numbers {
    private static final String FILE = "numbers";

    private Numbers() {}

    static void write(Path checkpoint, double[]... rows) {
        int count = 0;
        for (double[] row : rows) {
            count += row.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(count * Double.BYTES);
        for (double[] row : rows) {
            for (double number : row) {
                buffer.putDouble(number);
            }
        }
        try {
            Files.write(checkpoint.resolve(FILE), buffer.array());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + checkpoint.resolve(FILE), e);
        }
    }

    static void read(Path checkpoint, double[]... rows) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(checkpoint.resolve(FILE)));
            for (double[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = buffer.getDouble();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + checkpoint.resolve(FILE), e);
        }
    }
}
