package org.genera.data.readers.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.genera.data.ImportFixture;
import org.genera.data.readers.DataSources;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.store.DataSource;
import org.genera.spi.DataShape.Image;
import org.genera.spi.DataShape.Pair;
import org.junit.jupiter.api.Test;

/** Folders as the sets of pix2pix have them: both sides of a pair in one picture. */
class Pix2PixPicturesTest extends ImportFixture {

    @Test
    void the_left_half_is_the_source_and_the_folders_are_the_split() throws Exception {
        for (int i = 0; i < 6; i++) {
            halves("facades/train/" + i + ".png", i, 100 + i, 4, 2);
        }
        halves("facades/test/1.png", 50, 60, 4, 2);
        DataSetCard card = importing("facades", pairs(Optional.empty()));
        assertThat(card.shape()).isEqualTo(new Pair(new Image(2, 2, 1), new Image(2, 2, 1)));
        assertThat(card.summary())
                .isEqualTo(
                        "7 pairs of grey images of 2 × 2 pixels, imported from the halves of the pictures of facades.");
        Examples train = catalogue.examples("facades", "train", 10);
        assertThat(train.count()).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            float source = train.values()[8 * i];
            assertThat(train.values()).containsSequence(source, source, source, source, source + 100);
        }
        assertThat(catalogue.examples("facades", "test", 10).values()).containsExactly(50, 50, 50, 50, 60, 60, 60, 60);
    }

    @Test
    void val_is_for_testing_where_there_is_no_test_and_left_out_where_there_is() throws Exception {
        halves("facades/train/1.png", 1, 2, 4, 2);
        halves("facades/val/1.png", 3, 4, 4, 2);
        importing("two", pairs(Optional.empty()));
        assertThat(catalogue.examples("two", "test", 1).values()).startsWith(3);
        halves("facades/test/1.png", 5, 6, 4, 2);
        DataSetCard card = importing("three", pairs(Optional.empty()));
        assertThat(card.trainExamples() + card.testExamples()).isEqualTo(2);
        assertThat(card.summary()).endsWith("facades without val.");
        assertThat(catalogue.examples("three", "test", 1).values()).startsWith(5);
    }

    @Test
    void halves_are_resized_each_by_itself_and_do_not_run_into_each_other() throws Exception {
        halves("facades/train/1.png", 0, 200, 6, 4);
        halves("facades/train/2.png", 0, 200, 10, 3);
        halves("facades/test/1.png", 0, 200, 4, 2);
        importing("resized", pairs(Optional.of(8)));
        for (String split : List.of("train", "test")) {
            Examples examples = catalogue.examples("resized", split, 10);
            for (int i = 0; i < examples.values().length; i++) {
                assertThat(examples.values()[i]).isEqualTo(i % 128 < 64 ? 0 : 200);
            }
        }
    }

    @Test
    void pictures_without_two_halves_are_refused() throws Exception {
        halves("facades/train/1.png", 1, 2, 5, 2);
        halves("facades/test/1.png", 1, 2, 5, 2);
        refused(pairs(Optional.empty()), "got an odd width of 5 pixels in " + files.resolve("facades"));
        Files.delete(files.resolve("facades/test/1.png"));
        refused(pairs(Optional.empty()), "got none; is it the right folder?");
        Files.delete(files.resolve("facades/test"));
        refused(pairs(Optional.empty()), "expected two folders, or one that holds two, got 1 in");
        refused(
                DataSources.pairs(List.of(files.resolve("gone")), Optional.empty(), Optional.empty()),
                "gone, which is none");
    }

    private DataSource pairs(Optional<Integer> size) {
        return DataSources.pairs(List.of(files.resolve("facades")), size, Optional.empty());
    }

    private void halves(String name, int left, int right, int width, int height) throws Exception {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < height * width; i++) {
            image.getRaster().setSample(i % width, i / width, 0, i % width < width / 2 ? left : right);
        }
        Path file = files.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
