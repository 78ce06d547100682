package org.genera.server.http.response;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.imageio.ImageIO;
import org.genera.run.journal.SampleSet;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;
import org.genera.spi.ValueRange;

/**
 * The values of a sample set, float32 and little-endian, as they are or as pictures.
 *
 * @param set what lies in the file
 * @param file on disk
 */
public record SampleFile(SampleSet set, Path file) {
    private static final int GAP = 2;
    private static final int GROUND = 0xff808080;

    /**
     * The values as they are stored.
     *
     * @param frame only this one, or all if below 0
     */
    public byte[] floats(int frame) {
        long frameBytes = 4L * layout().count() * layout().exampleSize();
        long from = Math.max(0, frame) * frameBytes;
        long length = frame < 0 ? frameBytes * Math.max(1, layout().frames().size()) : frameBytes;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < from + length) {
                throw new ProblemException(Problem.of(
                        409,
                        "expected " + (from + length) + " bytes in " + file.getFileName() + ", found "
                                + channel.size()));
            }
            ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(length));
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                // A short read goes on where it stopped.
            }
            return buffer.array();
        } catch (NoSuchFileException e) {
            throw ProblemException.notFound("file of the sample set", set.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of images scaled from their range to 0..255, one byte each; of pairs those of the halves that are images. */
    public byte[] bytes(int frame) {
        requireImages();
        ByteBuffer floats = ByteBuffer.wrap(floats(frame)).order(ByteOrder.LITTLE_ENDIAN);
        int examples = floats.capacity() / Float.BYTES / layout().exampleSize();
        byte[] bytes = new byte
                [examples * images().stream().mapToInt(SampleSet.Part::size).sum()];
        int to = 0;
        for (int example = 0; example < examples; example++) {
            int from = example * layout().exampleSize();
            for (SampleSet.Part part : layout().parts()) {
                for (int i = 0; i < part.size() && part.image(); i++) {
                    bytes[to++] = grey(floats.getFloat(Float.BYTES * (from + i)), part.range());
                }
                from += part.size();
            }
        }
        return bytes;
    }

    private static byte grey(float given, ValueRange range) {
        float unit = range == ValueRange.SYMMETRIC ? (given + 1) / 2 : given;
        // NaN becomes black, as everything below the range.
        return (byte) Math.round(255 * Math.min(1, unit > 0 ? unit : 0));
    }

    private SampleSet.Layout layout() {
        return set.layout();
    }

    private List<SampleSet.Part> images() {
        return layout().parts().stream().filter(SampleSet.Part::image).toList();
    }

    /** One frame as a PNG of the grid; two images of a pair side by side, and of other pairs the half that is an image. */
    public byte[] picture(int frame) {
        byte[] bytes = bytes(frame);
        List<Pixels> parts = parts();
        int width = GAP * (parts.size() - 1);
        int height = 0;
        for (Pixels part : parts) {
            width += part.width();
            height = Math.max(height, part.height());
        }
        int columns = layout().columns() > 0 ? layout().columns() : (int) Math.ceil(Math.sqrt(layout().count()));
        int rows = (layout().count() + columns - 1) / columns;
        BufferedImage image = new BufferedImage(
                columns * (width + GAP) + GAP, rows * (height + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, GROUND);
            }
        }
        int from = 0;
        for (int i = 0; i < layout().count(); i++) {
            int left = GAP + (i % columns) * (width + GAP);
            int top = GAP + (i / columns) * (height + GAP);
            for (Pixels part : parts) {
                part.draw(bytes, from, image, left, top);
                from += part.size();
                left += part.width() + GAP;
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private List<Pixels> parts() {
        return images().stream()
                .map(part -> new Pixels(
                        part.shape().get(0), part.shape().get(1), part.shape().get(2)))
                .toList();
    }

    /** The size of one image. */
    private record Pixels(int height, int width, int channels) {
        int size() {
            return height * width * channels;
        }

        void draw(byte[] bytes, int from, BufferedImage image, int left, int top) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    image.setRGB(left + x, top + y, colour(bytes, from + (y * width + x) * channels, channels));
                }
            }
        }
    }

    private static int colour(byte[] bytes, int at, int channels) {
        int red = bytes[at] & 0xff;
        int green = channels == 3 ? bytes[at + 1] & 0xff : red;
        int blue = channels == 3 ? bytes[at + 2] & 0xff : red;
        return red << 16 | green << 8 | blue;
    }

    private void requireImages() {
        if (images().isEmpty()) {
            throw new ProblemException(Problem.ofField(
                    400, "format", "f32 where no part of an example is an image", "a format for images"));
        }
    }
}
