package org.genera.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import org.genera.spi.DataShape;

/**
 * A PNG or JPEG file. Its size is read from its head before any pixel is decoded, so that a small file that claims a
 * huge picture costs nothing.
 */
record PictureFile(Path path) {
    /** Decoding holds a whole picture in memory. */
    private static final long MOST_PIXELS = 50_000_000;

    private static final int OPAQUE = 255;

    /**
     * What the head of the file says.
     *
     * @param grey whether there is one channel
     */
    record Head(int height, int width, boolean grey) {}

    Head head() {
        return reading(PictureFile::head);
    }

    /**
     * The picture cut to the proportions of a shape about its centre, resized to it where that is needed. Grey from
     * colour is luma (ITU-R BT.601); what is transparent lies on white.
     */
    byte[] pixels(DataShape.Image shape) {
        return strip(0, 1, shape);
    }

    /**
     * The same for one of several strips of equal width.
     *
     * @param index from the left, from 0
     * @param strips how many stand side by side
     */
    byte[] strip(int index, int strips, DataShape.Image shape) {
        BufferedImage image = reading(reader -> {
            head(reader);
            return reader.read(0);
        });
        int height = image.getHeight();
        int width = Math.max(1, image.getWidth() / strips);
        int left = index * (image.getWidth() / strips);
        int cutHeight = Math.max(1, (int) Math.min(height, (long) width * shape.height() / shape.width()));
        int cutWidth = Math.max(1, (int) Math.min(width, (long) height * shape.width() / shape.height()));
        float[][] planes = planes(
                image, (height - cutHeight) / 2, left + (width - cutWidth) / 2, cutHeight, cutWidth, shape.channels());
        byte[] pixels = new byte[shape.size()];
        for (int channel = 0; channel < planes.length; channel++) {
            float[] plane = Resampling.resize(planes[channel], cutHeight, cutWidth, shape.height(), shape.width());
            for (int i = 0; i < plane.length; i++) {
                pixels[i * planes.length + channel] = (byte) Math.min(255, Math.max(0, Math.round(plane[i])));
            }
        }
        return pixels;
    }

    private static float[][] planes(BufferedImage image, int top, int left, int height, int width, int channels) {
        float[][] planes = new float[channels][height * width];
        Raster raster = image.getRaster();
        // A colour model turns grey samples into others by a gamma curve, so they are taken as they are.
        boolean grey = raster.getNumBands() < 3 && !(image.getColorModel() instanceof IndexColorModel);
        boolean transparent = image.getColorModel().hasAlpha();
        float scale = grey ? 255f / ((1 << image.getSampleModel().getSampleSize(0)) - 1) : 1;
        float alphaScale =
                grey && transparent ? 255f / ((1 << image.getSampleModel().getSampleSize(1)) - 1) : 1;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            if (!grey) {
                image.getRGB(left, top + y, width, 1, row, 0, width);
            }
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                if (grey) {
                    float value = raster.getSample(left + x, top + y, 0) * scale;
                    float alpha = transparent ? raster.getSample(left + x, top + y, 1) * alphaScale : OPAQUE;
                    for (float[] plane : planes) {
                        plane[at] = onWhite(value, alpha);
                    }
                } else {
                    int alpha = row[x] >>> 24;
                    float red = onWhite(row[x] >> 16 & 0xFF, alpha);
                    float green = onWhite(row[x] >> 8 & 0xFF, alpha);
                    float blue = onWhite(row[x] & 0xFF, alpha);
                    if (channels == 1) {
                        planes[0][at] = 0.299f * red + 0.587f * green + 0.114f * blue;
                    } else {
                        planes[0][at] = red;
                        planes[1][at] = green;
                        planes[2][at] = blue;
                    }
                }
            }
        }
        return planes;
    }

    private static float onWhite(float value, float alpha) {
        return 255 + (value - 255) * alpha / OPAQUE;
    }

    private static Head head(ImageReader reader) throws IOException {
        long height = reader.getHeight(0);
        long width = reader.getWidth(0);
        if (height * width > MOST_PIXELS) {
            throw new TooLarge(height, width);
        }
        ImageTypeSpecifier type = reader.getRawImageType(0);
        boolean grey = type != null && type.getNumBands() < 3 && !(type.getColorModel() instanceof IndexColorModel);
        return new Head((int) height, (int) width, grey);
    }

    private <T> T reading(Reading<T> what) {
        try (FileImageInputStream input = new FileImageInputStream(path.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                throw new IllegalArgumentException("pictures: expected a PNG or JPEG picture, got " + path
                        + ", which is neither; remove it from the folder");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                return what.from(reader);
            } finally {
                reader.dispose();
            }
        } catch (TooLarge e) {
            throw new IllegalArgumentException(
                    "pictures: expected at most " + MOST_PIXELS + " pixels in a picture, got " + e.getMessage()
                            + " in the header of " + path,
                    e);
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            // The readers of the JDK answer a damaged file with any of these.
            throw new IllegalArgumentException(
                    "pictures: expected a whole PNG or JPEG picture, got " + path + ", which cannot be read: "
                            + e.getMessage() + "; repair or remove it",
                    e);
        }
    }

    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private static final class TooLarge extends IOException {
        TooLarge(long height, long width) {
            super(height + " × " + width);
        }
    }
}
