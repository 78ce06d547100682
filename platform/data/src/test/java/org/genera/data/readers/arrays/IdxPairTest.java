package org.genera.data.readers.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.genera.data.DataCatalogue;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training and a test pair of IDX files, as MNIST comes. */
class IdxPairTest {
    @TempDir
    Path files;

    @TempDir
    Path home;

    private DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));

    @BeforeEach
    void open() {
        catalogue = new DataCatalogue(home);
    }

    @Test
    void four_files_make_one_set_split_as_its_publisher_did() {
        DataSetCard card = importFour("pair", "");
        assertThat(card.trainExamples()).isEqualTo(60);
        assertThat(card.testExamples()).isEqualTo(10);
        assertThat(card.summary())
                .isEqualTo("70 grey images of 3 × 2 pixels in 3 classes, imported from train and test.");
        Examples test = catalogue.examples("pair", "test", 10);
        assertThat(test.values()).startsWith(0, 1, 2, 3, 4, 5, 6);
        assertThat(test.labels()).startsWith(0, 1, 2, 0);
        assertThat(catalogue.examples("pair", "train", 60).labels()).hasSize(60).endsWith(2);
    }

    @Test
    void another_split_of_both_may_be_given() {
        assertThat(importFour("other", "train=0-65,test=65-70").trainExamples()).isEqualTo(65);
    }

    @Test
    void without_a_split_one_file_is_split_nine_to_one() {
        DataSource one = DataSources.idx(labelled("train", 60), Optional.empty());
        DataSetCard card = catalogue.importSet("one", one, "", ImportProgress.silent());
        assertThat(List.of(card.trainExamples(), card.testExamples())).containsExactly(54, 6);
    }

    @Test
    void progress_of_both_files_grows_to_the_whole() {
        List<Long> done = new ArrayList<>();
        catalogue.importSet("pair", four(), "", (read, total) -> {
            assertThat(total).isEqualTo(16 * 2 + 8 * 2 + 70 * 7);
            done.add(read);
        });
        assertThat(done).isSorted().endsWith(16 * 2 + 8 * 2 + 70 * 7L);
    }

    @Test
    void pairs_that_do_not_match_are_refused_and_leave_nothing() throws Exception {
        Path turned = IdxBytes.write(
                files.resolve("turned"), IdxBytes.file(0x803, new int[] {10, 2, 3}, IdxBytes.counting(60)));
        LabelledFile turnedTest = new LabelledFile(turned, labelled("test", 10).labels());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.importSet(
                        "bad",
                        DataSources.idx(labelled("train", 60), Optional.of(turnedTest)),
                        "",
                        ImportProgress.silent()))
                .withMessage("test images: expected the shape [3,2,1] of the training images, got [2,3,1] in turned");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        DataSources.idx(labelled("train", 60), Optional.of(new LabelledFile(turned, Optional.empty()))))
                .withMessageContaining("got them for training images alone");
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).isEmpty();
        }
    }

    private DataSetCard importFour(String name, String split) {
        return catalogue.importSet(name, four(), split, ImportProgress.silent());
    }

    private DataSource four() {
        return DataSources.idx(labelled("train", 60), Optional.of(labelled("test", 10)));
    }

    private LabelledFile labelled(String name, int count) {
        return new LabelledFile(
                IdxBytes.write(files.resolve(name), IdxBytes.images(count)),
                Optional.of(IdxBytes.write(files.resolve(name + "-labels"), IdxBytes.labels(count))));
    }
}
