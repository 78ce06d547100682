package org.genera.data.readers.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.genera.data.ImportFixture;
import org.genera.data.readers.DataSources;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.statistics.DataSetStatistics;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportProgress;
import org.genera.spi.DataShape.Image;
import org.genera.spi.DataShape.Pair;
import org.junit.jupiter.api.Test;

class PicturePairsTest extends ImportFixture {

    @Test
    void pictures_of_the_same_name_are_a_pair_source_first() throws Exception {
        for (int i = 0; i < 20; i++) {
            grey("outline/" + i + ".png", i, 4, 4);
            grey("filled/" + i + ".png", 100 + i, 4, 4);
        }
        DataSetCard card = importing("pairs", pairs(folder("outline"), folder("filled")));
        assertThat(card.shape()).isEqualTo(new Pair(new Image(4, 4, 1), new Image(4, 4, 1)));
        assertThat(card.summary())
                .isEqualTo("20 pairs of grey images of 4 × 4 pixels, imported from outline and filled.");
        assertThat(card.trainExamples()).isEqualTo(18);
        Examples train = catalogue.examples("pairs", "train", 18);
        for (int i = 0; i < 18; i++) {
            assertThat(train.values()[i * 32 + 16]).isEqualTo(100 + train.values()[i * 32]);
        }
        DataSetStatistics statistics = catalogue.statistics("pairs");
        assertThat(statistics.values())
                .extracting(DataSetStatistics.Distribution::name)
                .containsExactly("source grey", "target grey");
        assertThat(statistics.values().get(1).train().min()).isGreaterThanOrEqualTo(100);
    }

    @Test
    void one_folder_or_archive_with_two_folders_is_the_same() throws Exception {
        for (int i = 0; i < 4; i++) {
            grey("both/a/" + i + ".png", i, 3, 3);
            grey("both/b/" + i + ".png", 9 * i, 3, 3);
        }
        Path zip = files.resolve("both.zip");
        try (OutputStream output = Files.newOutputStream(zip);
                ZipOutputStream archive = new ZipOutputStream(output);
                Stream<Path> all = Files.walk(folder("both"))) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                archive.putNextEntry(
                        new ZipEntry(folder("both").relativize(file).toString()));
                archive.write(Files.readAllBytes(file));
            }
        }
        String fingerprint =
                importing("two", pairs(folder("both/a"), folder("both/b"))).fingerprint();
        assertThat(importing("one", pairs(folder("both"))).fingerprint()).isEqualTo(fingerprint);
        assertThat(importing("zipped", pairs(zip)).fingerprint()).isEqualTo(fingerprint);
    }

    @Test
    void a_picture_without_a_partner_is_named() throws Exception {
        grey("a/1.png", 1, 3, 3);
        grey("a/2.png", 1, 3, 3);
        grey("b/1.png", 1, 3, 3);
        refused(pairs(folder("a"), folder("b")), "got " + folder("a/2.png") + " without a partner in " + folder("b"));
        grey("b/2.png", 1, 3, 3);
        grey("b/3.png", 1, 3, 3);
        grey("b/4.png", 1, 3, 3);
        refused(pairs(folder("a"), folder("b")), "3.png without a partner in " + folder("a") + ", and 1 more");
    }

    @Test
    void folders_that_make_no_pairs_are_refused() throws Exception {
        grey("a/1.png", 1, 3, 3);
        grey("b/1.png", 1, 3, 3);
        grey("b/2.png", 1, 4, 3);
        grey("a/2.png", 1, 3, 3);
        refused(pairs(folder("a"), folder("b")), "all of the size 3 × 3 of 1.png, got 4 × 3 in");
        refused(pairs(folder("a")), "two folders, or one that holds two, got 0 in");
        refused(pairs(folder("a"), folder("nowhere")), "which is none");
        Files.write(folder("b/2.png"), new byte[] {1, 2});
        refused(pairs(folder("a"), folder("b")), "which is neither");
    }

    @Test
    void subfolders_train_and_test_of_both_are_the_split() throws Exception {
        for (String domain : List.of("a", "b")) {
            grey(domain + "/train/1.png", 1, 3, 3);
            grey(domain + "/train/2.png", 2, 3, 3);
            grey(domain + "/test/1.png", 7, 3, 3);
        }
        DataSetCard card = importing("split", pairs(folder("a"), folder("b")));
        assertThat(card.trainExamples()).isEqualTo(2);
        assertThat(catalogue.examples("split", "test", 1).values()).containsOnly(7);
    }

    @Test
    void unpaired_domains_keep_what_is_tested_apart_from_what_is_trained_on() throws Exception {
        for (int i = 0; i < 40; i++) {
            grey("horses/h" + i + ".png", i, 2, 2);
        }
        for (int i = 0; i < 11; i++) {
            grey("zebras/z" + i + ".png", 100 + i, 2, 2);
        }
        DataSource source =
                DataSources.unpaired(List.of(folder("horses"), folder("zebras")), Optional.empty(), Optional.empty());
        List<Long> left = new ArrayList<>();
        DataSetCard card = catalogue.importSet("animals", source, "", (done, total) -> left.add(total - done));
        assertThat(left).hasSize(40).endsWith(0L).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(card.aligned()).isFalse();
        assertThat(card.trainExamples()).isEqualTo(36);
        assertThat(card.testExamples()).isEqualTo(4);
        TreeSet<Integer> trained = new TreeSet<>();
        TreeSet<Integer> tested = new TreeSet<>();
        collect(catalogue.examples("animals", "train", 100), trained);
        collect(catalogue.examples("animals", "test", 100), tested);
        assertThat(trained).hasSize(36 + 10).doesNotContainAnyElementsOf(tested);
        assertThat(tested).hasSize(4 + 1);
        assertThat(importing("again", source).fingerprint()).isEqualTo(card.fingerprint());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.importSet("bad", source, "train=0-3,test=3-4", ImportProgress.silent()))
                .withMessageContaining("expected none for two unpaired folders");
    }

    private static void collect(Examples examples, TreeSet<Integer> levels) {
        for (int i = 0; i < examples.count(); i++) {
            levels.add((int) examples.values()[i * 8]);
            levels.add((int) examples.values()[i * 8 + 4]);
        }
    }

    private static DataSource pairs(Path... folders) {
        return DataSources.pairs(List.of(folders), Optional.empty(), Optional.empty());
    }

    private Path folder(String name) {
        return files.resolve(name);
    }

    private void grey(String name, int level, int height, int width) throws Exception {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < height * width; i++) {
            image.getRaster().setSample(i % width, i / width, 0, level);
        }
        Path file = folder(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
