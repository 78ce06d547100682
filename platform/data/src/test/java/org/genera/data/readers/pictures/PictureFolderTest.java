package org.genera.data.readers.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.genera.data.ImportFixture;
import org.genera.data.readers.DataSources;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.store.DataSource;
import org.genera.spi.DataShape;
import org.junit.jupiter.api.Test;

class PictureFolderTest extends ImportFixture {

    @Test
    void the_subfolder_is_the_class_and_a_range_mixes_classes() throws Exception {
        for (int i = 0; i < 40; i++) {
            write("cats/" + i + ".png", filled(8, 8, new Color(200, 0, i)));
            write("dogs/deep/" + i + ".jpg", filled(8, 8, new Color(0, 200, 0)));
        }
        DataSetCard card = importing("pets", folder());
        assertThat(card.shape()).isEqualTo(new DataShape.Image(8, 8, 3));
        assertThat(card.classes()).containsExactly("cats", "dogs");
        assertThat(card.trainExamples()).isEqualTo(72);
        Examples train = catalogue.examples("pets", "train", 72);
        assertThat(Arrays.stream(train.labels()).limit(20).distinct().count()).isEqualTo(2);
        assertThat(Arrays.stream(catalogue.examples("pets", "test", 8).labels())
                        .distinct()
                        .count())
                .isEqualTo(2);
        for (int i = 0; i < 72; i++) {
            boolean red = train.values()[i * 192] > 150;
            assertThat(train.labels()[i]).isEqualTo(red ? 0 : 1);
        }
        assertThat(importing("again", folder()).fingerprint()).isEqualTo(card.fingerprint());
    }

    @Test
    void folders_train_and_test_are_the_split() throws Exception {
        for (int i = 0; i < 6; i++) {
            write("train/a/" + i + ".png", filled(4, 4, Color.RED));
            write("train/b/" + i + ".png", filled(4, 4, Color.GREEN));
        }
        write("test/a/0.png", filled(4, 4, Color.BLUE));
        write("test/b/0.png", filled(4, 4, Color.BLUE));
        DataSetCard card = importing("split", folder());
        assertThat(card.trainExamples()).isEqualTo(12);
        assertThat(card.testExamples()).isEqualTo(2);
        assertThat(card.classes()).containsExactly("a", "b");
        Examples test = catalogue.examples("split", "test", 2);
        assertThat(test.values()).startsWith(0, 0, 255);
        assertThat(test.labels()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void grey_levels_come_in_as_they_are() throws Exception {
        BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            grey.getRaster().setSample(i % 16, i / 16, 0, i);
        }
        write("a.png", grey);
        write("b.png", grey);
        assertThat(importing("grey", folder()).shape()).isEqualTo(new DataShape.Image(16, 16, 1));
        float[] values = catalogue.examples("grey", "train", 1).values();
        for (int i = 0; i < 256; i++) {
            assertThat(values[i]).isEqualTo(i);
        }
    }

    @Test
    void sixteen_bit_grey_and_transparent_colour_become_eight_bits_on_white() throws Exception {
        BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 257 * 100);
        BufferedImage clear = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(0, 0, 0x80FF0000);
        DataShape.Image shape = new DataShape.Image(1, 1, 3);
        assertThat(new PictureFile(write("deep.png", deep)).pixels(shape)).containsExactly(100, 100, 100);
        assertThat(new PictureFile(write("clear.png", clear)).pixels(shape)).containsExactly(255, 127, 127);
    }

    @Test
    void pictures_of_any_size_are_cut_about_the_centre_and_resized() throws Exception {
        BufferedImage wide = filled(40, 20, Color.WHITE);
        Graphics2D graphics = wide.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillRect(0, 0, 10, 20);
        graphics.fillRect(30, 0, 10, 20);
        graphics.dispose();
        write("wide.png", wide);
        write("tall.jpg", filled(10, 30, Color.WHITE));
        DataSource source = DataSources.pictures(files, Optional.of(5), Optional.of(1));
        assertThat(importing("square", source).shape()).isEqualTo(new DataShape.Image(5, 5, 1));
        for (float value : catalogue.examples("square", "train", 1).values()) {
            assertThat(value).isCloseTo(255, within(1f));
        }
    }

    @Test
    void grey_from_colour_is_luma() throws Exception {
        Path red = write("red.png", filled(2, 2, Color.RED));
        assertThat(new PictureFile(red).pixels(new DataShape.Image(2, 2, 1))).containsOnly(76);
    }

    @Test
    void pictures_without_subfolders_have_no_classes() throws Exception {
        write("only/2.png", filled(4, 4, Color.RED));
        write("only/10.png", filled(4, 4, Color.RED));
        assertThat(importing("plain", folder()).classes()).isEmpty();
    }

    @Test
    void sizes_that_differ_are_refused_and_named() throws Exception {
        write("a.png", filled(4, 4, Color.RED));
        write("b.png", filled(4, 5, Color.RED));
        refused(folder(), "expected all of the size 4 × 4 of a.png, got 5 × 4 in " + files.resolve("b.png"));
    }

    @Test
    void a_header_of_a_hundred_thousand_pixels_square_is_refused_before_decoding() throws Exception {
        Files.write(files.resolve("bomb.png"), png(100_000, 100_000));
        refused(folder(), "got 100000 × 100000 in the header of " + files.resolve("bomb.png"));
        refused(DataSources.pictures(files, Optional.of(32), Optional.empty()), "got 100000 × 100000");
    }

    @Test
    void a_picture_that_cannot_be_read_is_named() throws Exception {
        write("good.png", filled(4, 4, Color.RED));
        Path bad = write("good2.png", filled(64, 64, new Color(1, 2, 3)));
        byte[] whole = Files.readAllBytes(bad);
        Files.write(bad, Arrays.copyOf(whole, 60));
        refused(DataSources.pictures(files, Optional.of(4), Optional.empty()), "got " + bad + ", which cannot be read");
        Files.writeString(bad, "not a picture");
        refused(folder(), "got " + bad + ", which is neither");
        Files.write(bad, new byte[0]);
        refused(folder(), "got " + bad + ", which is neither");
        Path jpeg = write("good3.jpg", filled(64, 64, Color.RED));
        Files.delete(bad);
        Files.write(jpeg, Arrays.copyOf(Files.readAllBytes(jpeg), 100));
        refused(
                DataSources.pictures(files, Optional.of(4), Optional.empty()),
                "got " + jpeg + ", which cannot be read");
    }

    @Test
    void folders_that_cannot_be_meant_are_refused() throws Exception {
        refused(folder(), "got none; is it the right folder?");
        refused(DataSources.pictures(files.resolve("gone"), Optional.empty(), Optional.empty()), "which is not one");
        write("a/a.png", filled(4, 4, Color.RED));
        write("b/a.png", filled(4, 4, Color.RED));
        write("loose.png", filled(4, 4, Color.RED));
        refused(folder(), "loose.png beside subfolders");
        Files.write(files.resolve("b.webp"), new byte[9]);
        refused(folder(), "b.webp, which is not read; convert it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSources.pictures(files, Optional.of(0), Optional.empty()))
                .withMessage("size: expected a number of pixels from 1 to 4096, got 0");
    }

    private DataSource folder() {
        return DataSources.pictures(files, Optional.empty(), Optional.empty());
    }

    private Path write(String name, BufferedImage image) throws Exception {
        Path path = files.resolve(name);
        Files.createDirectories(path.getParent());
        assertThat(ImageIO.write(image, name.substring(name.length() - 3), path.toFile()))
                .isTrue();
        return path;
    }

    private static BufferedImage filled(int width, int height, Color color) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /** A PNG whose head claims a size and whose pixels are few. */
    private static byte[] png(int width, int height) throws Exception {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
            deflater.write(new byte[100]);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        file.write(chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array()));
        file.write(chunk("IDAT", pixels.toByteArray()));
        file.write(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) checksum.getValue())
                .array();
    }
}
