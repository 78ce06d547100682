package org.genera.data.readers.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.FileImageInputStream;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportNotes;
import org.genera.spi.DataShape;

/**
 * A PNG or JPEG file. Its size is read from its head before any pixel is decoded, so that a small file that claims a
 * huge picture costs nothing.
 */
record PictureFile(Path path) {
    /** Decoding holds a whole picture in memory. */
    private static final long MOST_PIXELS = 50_000_000;

    private static final int OPAQUE = 255;
    private static final Pattern EARLY_END = Pattern.compile("(?i)premature end|truncated");

    /**
     * What the head of the file says.
     *
     * @param grey whether there is one channel
     * @param levels of grey, where they have fewer than 8 bits; else 0
     * @param orientation that the picture was taken in
     */
    record Head(int height, int width, boolean grey, int levels, ExifOrientation orientation) {

        /** What becomes of the picture beside what people ask for. */
        void tell(ImportNotes notes, String file) {
            if (orientation != ExifOrientation.UPRIGHT) {
                notes.count(Kind.CHANGED, "pictures turned upright, as their EXIF says", file);
            }
            if (levels > 0) {
                notes.count(Kind.CHANGED, "pictures of " + levels + " levels of grey, stored as grey of 8 bits", file);
            }
        }
    }

    Head head() {
        return reading(this::head);
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
        return reading(reader -> {
            Head head = head(reader);
            String shown = path + " of " + head.height() + " × " + head.width();
            try (DecodingMemory.Room room = DecodingMemory.OF_THIS_PROCESS.room(decodedBytes(reader, head), shown)) {
                return strip(head.orientation().upright(whole(reader)), index, strips, shape);
            }
        });
    }

    private static long decodedBytes(ImageReader reader, Head head) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        int bitsPerPixel = type == null ? 32 : type.getColorModel().getPixelSize();
        long decoded = (long) head.height() * head.width() * Math.max(8, bitsPerPixel) / 8;
        return head.orientation() == ExifOrientation.UPRIGHT ? decoded : 2 * decoded;
    }

    /** The reader fills up what is missing of a JPEG, and only warns. */
    private BufferedImage whole(ImageReader reader) throws IOException {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        boolean early =
                warnings.stream().anyMatch(each -> EARLY_END.matcher(each).find());
        if (early || isJpeg(reader) && !JpegFile.isWhole(path)) {
            throw new IIOException("the picture ends early");
        }
        return image;
    }

    private static boolean isJpeg(ImageReader reader) throws IOException {
        return reader.getFormatName().equalsIgnoreCase("jpeg");
    }

    /** Row by row, so that beside the decoded picture only what it is reduced to takes memory. */
    private static byte[] strip(BufferedImage image, int index, int strips, DataShape.Image shape) {
        int height = image.getHeight();
        int width = Math.max(1, image.getWidth() / strips);
        int cutHeight = Math.max(1, (int) Math.min(height, (long) width * shape.height() / shape.width()));
        int cutWidth = Math.max(1, (int) Math.min(width, (long) height * shape.width() / shape.height()));
        int left = index * (image.getWidth() / strips) + (width - cutWidth) / 2;
        int top = (height - cutHeight) / 2;
        Resampling along = Resampling.between(cutWidth, shape.width());
        float[][] narrow = new float[shape.channels()][cutHeight * shape.width()];
        float[][] row = new float[shape.channels()][cutWidth];
        for (int y = 0; y < cutHeight; y++) {
            readRow(image, left, top + y, row);
            for (int channel = 0; channel < row.length; channel++) {
                along.row(row[channel], 0, narrow[channel], y * shape.width());
            }
        }
        Resampling down = Resampling.between(cutHeight, shape.height());
        byte[] pixels = new byte[shape.size()];
        for (int channel = 0; channel < narrow.length; channel++) {
            float[] plane = down.columns(narrow[channel], shape.width());
            for (int i = 0; i < plane.length; i++) {
                pixels[i * narrow.length + channel] = (byte) Math.min(255, Math.max(0, Math.round(plane[i])));
            }
        }
        return pixels;
    }

    /** @param into a row for each channel, whose lengths say how much is read */
    private static void readRow(BufferedImage image, int left, int y, float[][] into) {
        Raster raster = image.getRaster();
        // A colour model turns grey samples into others by a gamma curve, so they are taken as they are.
        boolean grey = raster.getNumBands() < 3 && !(image.getColorModel() instanceof IndexColorModel);
        if (grey) {
            readGrey(image, left, y, into);
            return;
        }
        int width = into[0].length;
        int[] row = image.getRGB(left, y, width, 1, null, 0, width);
        for (int x = 0; x < width; x++) {
            int alpha = row[x] >>> 24;
            float red = onWhite(row[x] >> 16 & 0xFF, alpha);
            float green = onWhite(row[x] >> 8 & 0xFF, alpha);
            float blue = onWhite(row[x] & 0xFF, alpha);
            if (into.length == 1) {
                into[0][x] = 0.299f * red + 0.587f * green + 0.114f * blue;
            } else {
                into[0][x] = red;
                into[1][x] = green;
                into[2][x] = blue;
            }
        }
    }

    private static void readGrey(BufferedImage image, int left, int y, float[][] into) {
        Raster raster = image.getRaster();
        boolean transparent = image.getColorModel().hasAlpha();
        float scale = 255f / ((1 << image.getSampleModel().getSampleSize(0)) - 1);
        float alphaScale = transparent ? 255f / ((1 << image.getSampleModel().getSampleSize(1)) - 1) : 1;
        for (int x = 0; x < into[0].length; x++) {
            float value = raster.getSample(left + x, y, 0) * scale;
            float alpha = transparent ? raster.getSample(left + x, y, 1) * alphaScale : OPAQUE;
            for (float[] plane : into) {
                plane[x] = onWhite(value, alpha);
            }
        }
    }

    private static float onWhite(float value, float alpha) {
        return 255 + (value - 255) * alpha / OPAQUE;
    }

    private Head head(ImageReader reader) throws IOException {
        long height = reader.getHeight(0);
        long width = reader.getWidth(0);
        if (height * width > MOST_PIXELS) {
            throw new TooLarge(height, width);
        }
        ImageTypeSpecifier type = reader.getRawImageType(0);
        boolean grey = type != null && type.getNumBands() < 3 && !(type.getColorModel() instanceof IndexColorModel);
        int levels = type != null && type.getColorModel() instanceof IndexColorModel palette && isGreyPng()
                ? 1 << palette.getPixelSize()
                : 0;
        ExifOrientation orientation = isJpeg(reader) ? JpegFile.orientation(path) : ExifOrientation.UPRIGHT;
        boolean sideways = orientation.sideways();
        return new Head(
                (int) (sideways ? width : height),
                (int) (sideways ? height : width),
                grey || levels > 0,
                levels,
                orientation);
    }

    /** Java makes palettes of PNG files with few levels of grey; the type of colour is byte 25 of the file. */
    private boolean isGreyPng() throws IOException {
        try (InputStream input = Files.newInputStream(path)) {
            byte[] start = input.readNBytes(26);
            return start.length == 26 && start[1] == 'P' && start[2] == 'N' && start[25] == 0;
        }
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
