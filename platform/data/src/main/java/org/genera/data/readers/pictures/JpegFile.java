package org.genera.data.readers.pictures;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the reader of the JDK does not tell of a JPEG file: how the camera was held, and whether the end is there. */
final class JpegFile {
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int APP1 = 0xFFE1;
    private static final int ORIENTATION = 0x0112;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    /** Behind the end other programs may have put more. */
    private static final int TAIL = 1 << 20;

    private JpegFile() {}

    /** Upright where the file does not say. */
    static ExifOrientation orientation(Path path) throws IOException {
        try (DataInputStream input = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            if (input.readUnsignedShort() != START_OF_IMAGE) {
                return ExifOrientation.UPRIGHT;
            }
            while (true) {
                int marker = input.readUnsignedShort();
                int length = input.readUnsignedShort() - 2;
                if (marker >> 8 != 0xFF || (marker & 0xFF) == START_OF_SCAN || length < 0) {
                    return ExifOrientation.UPRIGHT;
                }
                byte[] segment = new byte[length];
                input.readFully(segment);
                if (marker == APP1 && startsAsExif(segment)) {
                    return inTiff(ByteBuffer.wrap(segment, EXIF.length, length - EXIF.length)
                            .slice());
                }
            }
        } catch (EOFException | BufferUnderflowException | IndexOutOfBoundsException e) {
            // What breaks off here cannot be decoded either, and is refused then.
            return ExifOrientation.UPRIGHT;
        }
    }

    private static boolean startsAsExif(byte[] segment) {
        return segment.length > EXIF.length && Arrays.equals(segment, 0, EXIF.length, EXIF, 0, EXIF.length);
    }

    private static ExifOrientation inTiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
                return ExifOrientation.numbered(tiff.getShort(entry + 8) & 0xFFFF);
            }
        }
        return ExifOrientation.UPRIGHT;
    }

    /** Whether the last scan ends; of a download that broke off zeros may fill the rest. */
    static boolean isWhole(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            for (int i = tail.length - 2; i >= 0; i--) {
                if ((tail[i] & 0xFF) == 0xFF) {
                    int marker = tail[i + 1] & 0xFF;
                    if (marker == END_OF_IMAGE || marker == START_OF_SCAN) {
                        return marker == END_OF_IMAGE;
                    }
                }
            }
            return false;
        }
    }
}
