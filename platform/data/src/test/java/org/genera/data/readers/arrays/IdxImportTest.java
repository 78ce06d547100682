package org.genera.data.readers.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.DataSetCard.Origin;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportProgress;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxImportTest {
    private static final String SPLIT = "train=0-80,test=80-100";

    @TempDir
    Path files;

    @TempDir
    Path home;

    private DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));

    @BeforeEach
    void open() {
        catalogue = new DataCatalogue(home.resolve("data"));
    }

    @Test
    void an_imported_set_is_listed_and_prepared_with_its_values_and_labels() {
        DataSetCard card = importBoth("tiny", IdxBytes.images(100), IdxBytes.labels(100));
        assertThat(card.origin()).isEqualTo(Origin.IMPORTED);
        assertThat(card.shape()).isEqualTo(new DataShape.Image(3, 2, 1));
        assertThat(card.classes()).containsExactly("0", "1", "2");
        assertThat(card.trainExamples()).isEqualTo(80);
        assertThat(card.testExamples()).isEqualTo(20);
        assertThat(new DataCatalogue(home.resolve("data")).cards()).contains(card);

        PreparedData data = catalogue.prepare(new DataSelection("tiny", "", Preprocessing.unit()), 1);
        Batch test = data.test(2);
        assertThat(data.fingerprint()).isEqualTo(card.fingerprint());
        assertThat(test.labels()).containsExactly(80 % 3, 81 % 3);
        for (int i = 0; i < 12; i++) {
            assertThat(test.values()[i]).isEqualTo((480 + i) % 256 / 255f);
        }
        assertThat(catalogue.examples("tiny", "test", 1).values()).startsWith(480 % 256, 481 % 256);
    }

    @Test
    void gzipped_and_plain_files_give_the_same_set_whatever_their_names() {
        DataSetCard plain = importBoth("plain", IdxBytes.images(100), IdxBytes.labels(100));
        DataSetCard zipped =
                importBoth("zipped", IdxBytes.gzip(IdxBytes.images(100)), IdxBytes.gzip(IdxBytes.labels(100)));
        assertThat(zipped.fingerprint()).isEqualTo(plain.fingerprint());
        assertThat(catalogue.examples("zipped", "train", 80).values())
                .isEqualTo(catalogue.examples("plain", "train", 80).values());
    }

    @Test
    void the_fingerprint_follows_values_labels_and_shape() {
        byte[] changed = IdxBytes.images(100);
        changed[500] ^= 1;
        byte[] turned = IdxBytes.file(0x803, new int[] {100, 2, 3}, IdxBytes.counting(600));
        byte[] relabelled = IdxBytes.labels(100);
        relabelled[50] ^= 1;
        assertThat(List.of(
                        importBoth("a", IdxBytes.images(100), IdxBytes.labels(100))
                                .fingerprint(),
                        importBoth("b", changed, IdxBytes.labels(100)).fingerprint(),
                        importBoth("c", turned, IdxBytes.labels(100)).fingerprint(),
                        importBoth("d", IdxBytes.images(100), relabelled).fingerprint(),
                        importImages("e", IdxBytes.images(100)).fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void unlabelled_and_colour_images_are_welcome() {
        DataSetCard card =
                importImages("colour", IdxBytes.file(0x804, new int[] {100, 4, 5, 3}, IdxBytes.counting(6_000)));
        assertThat(card.shape()).isEqualTo(new DataShape.Image(4, 5, 3));
        assertThat(card.classes()).isEmpty();
        assertThat(catalogue
                        .prepare(new DataSelection("colour", "", Preprocessing.unit()), 1)
                        .batch(1, 10)
                        .labelled())
                .isFalse();
    }

    @Test
    void labels_may_be_integers() {
        ByteBuffer labels = ByteBuffer.allocate(400);
        for (int i = 0; i < 100; i++) {
            labels.putInt(4 * i, i % 3);
        }
        DataSetCard wide =
                importBoth("wide", IdxBytes.images(100), IdxBytes.file(0xC01, new int[] {100}, labels.array()));
        assertThat(wide.fingerprint())
                .isEqualTo(importBoth("narrow", IdxBytes.images(100), IdxBytes.labels(100))
                        .fingerprint());
    }

    @Test
    void progress_grows_to_the_whole() {
        List<Long> done = new ArrayList<>();
        Path images = IdxBytes.write(
                files.resolve("large"), IdxBytes.file(0x803, new int[] {1_000, 28, 28}, IdxBytes.counting(784_000)));
        catalogue.importSet("large", idx(images, Optional.empty()), "train=0-900,test=900-1000", (read, total) -> {
            assertThat(total).isEqualTo(784_016);
            done.add(read);
        });
        assertThat(done).isSorted().hasSizeGreaterThan(5).endsWith(784_016L);
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void a_bad_file_is_refused_in_a_sentence_and_leaves_nothing_behind(
            byte[] images, byte[] labels, String split, String said) throws Exception {
        Path imageFile = IdxBytes.write(files.resolve("images"), images);
        Optional<Path> labelFile =
                labels.length == 0 ? Optional.empty() : Optional.of(IdxBytes.write(files.resolve("labels"), labels));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.importSet("bad", idx(imageFile, labelFile), split, ImportProgress.silent()))
                .withMessageContaining(said)
                .withMessageContaining("expected")
                .withMessageContaining("got");
        assertThat(catalogue.card("bad")).isEmpty();
        try (Stream<Path> left = Files.walk(home)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        try (Stream<Path> left = Files.list(home.resolve("data"))) {
            assertThat(left).isEmpty();
        }
    }

    static Stream<Arguments> badFiles() {
        byte[] none = {};
        byte[] good = IdxBytes.images(100);
        byte[] zipped = IdxBytes.gzip(good);
        byte[] flipped = zipped.clone();
        flipped[flipped.length - 6] ^= 1;
        return Stream.of(
                bad(IdxBytes.labels(100), none, "got magic 0x00000801 in images; is it the file of the labels?"),
                bad("PNG of a cat".getBytes(StandardCharsets.US_ASCII), none, "two zero bytes"),
                bad(none, none, "fewer than 4 bytes"),
                bad(new byte[] {0, 0, 8}, none, "fewer than 4 bytes"),
                bad(new byte[] {0, 0, 8, 3, 0, 0}, none, "ends before them"),
                bad(IdxBytes.file(0x803, new int[] {100, 3, 2}, new byte[599]), none, "ends early; is it truncated?"),
                bad(IdxBytes.file(0x803, new int[] {100, 3, 2}, new byte[601]), none, "got more bytes"),
                bad(Arrays.copyOf(zipped, zipped.length - 20), none, "damaged or truncated"),
                bad(Arrays.copyOf(zipped, 5), none, "damaged or truncated"),
                bad(flipped, none, "damaged or truncated"),
                bad(IdxBytes.file(0x803, new int[] {0, 3, 2}, none), none, "at least one example"),
                bad(IdxBytes.file(0x803, new int[] {-1, 3, 2}, none), none, "at most 178956970 examples"),
                bad(IdxBytes.file(0x803, new int[] {-1, -1, -1}, none), none, "from 1 to 4096 pixels"),
                bad(IdxBytes.file(0x803, new int[] {100, 0, 2}, none), none, "from 1 to 4096 pixels"),
                bad(
                        IdxBytes.file(0x804, new int[] {100, 3, 2, 4}, none),
                        none,
                        "1 channel (grey) or 3 (colour), got 4"),
                bad(IdxBytes.file(0xD03, new int[] {100, 3, 2}, new byte[2_400]), none, "got magic 0x00000D03"),
                bad(good, IdxBytes.labels(99), "expected 100 labels, one for each image, got 99"),
                bad(good, good, "got magic 0x00000803 in labels; is it the file of the images?"),
                bad(good, IdxBytes.file(0x801, new int[] {100}, new byte[50]), "ends early; is it truncated?"),
                bad(good, IdxBytes.file(0x801, new int[] {-1}, none), "labels: expected at most"),
                bad(good, wideLabels(1_000), "labels from 0 to 999, got 1000 for example 7"),
                bad(good, wideLabels(-1), "labels from 0 to 999, got -1 for example 7"),
                Arguments.of(good, none, "train=0-90,test=90-101", "within the 100 examples"),
                Arguments.of(good, none, "half", "expected the form train=0-9000,test=9000-10000"));
    }

    private static byte[] wideLabels(int seventh) {
        return IdxBytes.file(
                0xC01,
                new int[] {100},
                ByteBuffer.allocate(400).putInt(28, seventh).array());
    }

    private static Arguments bad(byte[] images, byte[] labels, String said) {
        return Arguments.of(images, labels, SPLIT, said);
    }

    @Test
    void a_missing_file_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.importSet(
                        "gone", idx(files.resolve("gone.gz"), Optional.empty()), SPLIT, ImportProgress.silent()))
                .withMessageContaining("gone.gz, which is not one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out", "Mnist", "a--b", "", ".hidden", "a/b", "ring8"})
    void a_name_that_is_taken_or_no_name_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> importImages(name, IdxBytes.images(100)))
                .withMessageStartingWith("name: expected ")
                .withMessageContaining("got \"" + name + "\"");
    }

    @Test
    void a_second_import_under_one_name_is_refused_until_the_first_is_removed() {
        importImages("once", IdxBytes.images(100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> importImages("once", IdxBytes.images(100)))
                .withMessageContaining("remove that data set first");
        catalogue.remove("once");
        assertThat(catalogue.card("once")).isEmpty();
        importImages("once", IdxBytes.images(100));
    }

    @Test
    void a_folder_that_is_no_data_set_is_left_out() throws Exception {
        importImages("good", IdxBytes.images(100));
        Files.createDirectories(home.resolve("data/broken"));
        Files.writeString(home.resolve("data/broken/card.properties"), "format=1\nheight=x\n");
        assertThat(catalogue.cards())
                .extracting(DataSetCard::name)
                .contains("good")
                .doesNotContain("broken");
        assertThat(catalogue.card("broken")).isEmpty();
    }

    private DataSetCard importImages(String name, byte[] images) {
        return catalogue.importSet(
                name,
                idx(IdxBytes.write(files.resolve("images"), images), Optional.empty()),
                SPLIT,
                ImportProgress.silent());
    }

    private DataSetCard importBoth(String name, byte[] images, byte[] labels) {
        return catalogue.importSet(
                name,
                idx(
                        IdxBytes.write(files.resolve("images"), images),
                        Optional.of(IdxBytes.write(files.resolve("labels"), labels))),
                SPLIT,
                ImportProgress.silent());
    }

    private static DataSource idx(Path images, Optional<Path> labels) {
        return DataSources.idx(new LabelledFile(images, labels), Optional.empty());
    }
}
