package org.genera.data.readers.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.genera.data.ImportFixture;
import org.genera.data.readers.DataFormat;
import org.genera.data.readers.DataSources;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.store.DataSource;
import org.junit.jupiter.api.Test;

/** Folders as CycleGAN's sets have them: trainA, trainB, testA, testB. */
class CycleGanFoldersTest extends ImportFixture {

    @Test
    void the_split_comes_from_the_names_and_a_is_the_source() throws Exception {
        horsesAndZebras();
        DataSetCard card = importing("animals", unpaired(files.resolve("animals")));
        assertThat(card.aligned()).isFalse();
        assertThat(card.summary())
                .isEqualTo("6 unpaired grey images of 2 × 2 pixels (5 and 4), imported from A and B of animals.");
        assertThat(card.trainExamples()).isEqualTo(4);
        assertThat(card.testExamples()).isEqualTo(2);
        assertThat(levels("animals", "train", 0)).containsExactlyInAnyOrder(10, 11, 12, 13);
        assertThat(levels("animals", "train", 4)).containsExactlyInAnyOrder(20, 21);
        assertThat(levels("animals", "test", 0)).containsExactlyInAnyOrder(30);
        assertThat(levels("animals", "test", 4)).containsExactlyInAnyOrder(40, 41);
    }

    @Test
    void folder_and_archive_are_known_by_their_names_and_hold_the_same() throws Exception {
        horsesAndZebras();
        Path folder = files.resolve("animals");
        Path zip = zipped("animals.zip", "animals/");
        assertThat(DataFormat.of(folder)).contains(DataFormat.UNPAIRED);
        assertThat(DataFormat.of(zip)).contains(DataFormat.UNPAIRED);
        assertThat(DataFormat.of(zipped("flat.zip", ""))).contains(DataFormat.UNPAIRED);
        assertThat(importing("zipped", unpaired(zip)).fingerprint())
                .isEqualTo(importing("folder", unpaired(folder)).fingerprint());
    }

    @Test
    void other_folders_and_archives_are_guessed_as_before() throws Exception {
        grey("pets/cats/1.png", 1);
        grey("pets/dogs/1.png", 1);
        grey("split/train/1.png", 1);
        grey("split/test/1.png", 1);
        grey("both/trainA/1.png", 1);
        grey("both/cats/1.png", 1);
        for (String each : List.of("pets", "split", "both")) {
            assertThat(DataFormat.of(files.resolve(each))).contains(DataFormat.FOLDER);
        }
        Files.write(files.resolve("torn.zip"), new byte[] {'P', 'K', 3, 4, 0});
        assertThat(DataFormat.of(files.resolve("torn.zip"))).contains(DataFormat.FOLDER);
        assertThat(DataFormat.of(files.resolve("gone.zip"))).contains(DataFormat.FOLDER);
    }

    @Test
    void without_test_folders_the_last_tenth_of_each_is_kept_for_testing() throws Exception {
        for (int i = 0; i < 20; i++) {
            grey("animals/trainA/" + i + ".png", i);
            grey("animals/trainB/" + i + ".png", 100 + i);
        }
        DataSetCard card = importing("animals", unpaired(files.resolve("animals")));
        assertThat(card.trainExamples()).isEqualTo(18);
        assertThat(levels("animals", "train", 0)).doesNotContainAnyElementsOf(levels("animals", "test", 0));
    }

    @Test
    void pictures_of_the_same_names_may_be_pairs_in_this_layout_too() throws Exception {
        for (String folder : List.of("trainA", "trainB", "testA", "testB")) {
            grey("maps/" + folder + "/1.png", 1);
        }
        DataSource source = DataSources.pairs(List.of(files.resolve("maps")), Optional.empty(), Optional.empty());
        DataSetCard card = importing("maps", source);
        assertThat(card.aligned()).isTrue();
        assertThat(card.trainExamples()).isEqualTo(1);
    }

    @Test
    void a_layout_with_a_gap_is_refused_in_a_sentence_that_names_it() throws Exception {
        Path folder = files.resolve("animals");
        grey("animals/trainA/1.png", 1);
        refusedWith("got no trainB in " + folder);
        grey("animals/testA/1.png", 1);
        grey("animals/testB/1.png", 1);
        refusedWith("got no trainB in " + folder);
        grey("animals/trainB/1.png", 1);
        Files.delete(folder.resolve("testA/1.png"));
        refusedWith("PNG or JPEG files in " + folder.resolve("testA") + " or its subfolders, got none");
        Files.delete(folder.resolve("testA"));
        refusedWith("got no testA in " + folder);
        grey("animals/testA/1.png", 1);
        grey("animals/valA/1.png", 1);
        refusedWith(
                "expected the folders trainA, trainB, testA and testB, or the first two of them, got valA besides in "
                        + folder);
    }

    private void refusedWith(String said) throws Exception {
        Path folder = files.resolve("animals");
        assertThat(DataFormat.of(folder)).contains(DataFormat.UNPAIRED);
        refused(unpaired(folder), said);
    }

    private void horsesAndZebras() throws Exception {
        for (int i = 0; i < 4; i++) {
            grey("animals/trainA/" + i + ".png", 10 + i);
        }
        for (int i = 0; i < 2; i++) {
            grey("animals/trainB/z" + i + ".png", 20 + i);
            grey("animals/testB/t" + i + ".png", 40 + i);
        }
        grey("animals/testA/9.png", 30);
    }

    /**
     * The grey levels of one domain.
     *
     * @param offset of a pixel of it among the eight of an example
     */
    private Set<Integer> levels(String name, String split, int offset) {
        Examples examples = catalogue.examples(name, split, 100);
        Set<Integer> levels = new HashSet<>();
        for (int i = 0; i < examples.count(); i++) {
            levels.add((int) examples.values()[8 * i + offset]);
        }
        return levels;
    }

    private static DataSource unpaired(Path folder) {
        return DataSources.unpaired(List.of(folder), Optional.empty(), Optional.empty());
    }

    private Path zipped(String name, String within) throws Exception {
        Path folder = files.resolve("animals");
        Path zip = files.resolve(name);
        try (OutputStream output = Files.newOutputStream(zip);
                ZipOutputStream archive = new ZipOutputStream(output);
                Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                archive.putNextEntry(new ZipEntry(within + folder.relativize(file)));
                archive.write(Files.readAllBytes(file));
            }
        }
        return zip;
    }

    private void grey(String name, int level) throws Exception {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 4; i++) {
            image.getRaster().setSample(i % 2, i / 2, 0, level);
        }
        Path file = files.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
