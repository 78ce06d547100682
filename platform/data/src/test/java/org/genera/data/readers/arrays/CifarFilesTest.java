package org.genera.data.readers.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.genera.data.DataCatalogue;
import org.genera.data.ImportFixture;
import org.genera.data.readers.DataFormat;
import org.genera.data.readers.DataSources;
import org.genera.data.sets.DataSetCard;
import org.genera.spi.DataShape;
import org.junit.jupiter.api.Test;

class CifarFilesTest extends ImportFixture {

    @Test
    void batches_become_one_set_in_their_order_and_the_test_batch_its_test_split() throws Exception {
        batch("data_batch_10.bin", 1, 3, 10);
        batch("data_batch_2.bin", 1, 3, 2);
        batch("test_batch.bin", 1, 2, 7);
        DataSetCard card = importing("cifar", DataSources.cifar10(List.of(files)));
        assertThat(card.shape()).isEqualTo(new DataShape.Image(32, 32, 3));
        assertThat(card.trainExamples()).isEqualTo(6);
        assertThat(card.testExamples()).isEqualTo(2);
        assertThat(card.classes())
                .hasSize(10)
                .startsWith("airplane", "automobile")
                .endsWith("truck");
        assertThat(catalogue.examples("cifar", "train", 6).labels()).containsExactly(2, 2, 2, 0, 0, 0);
        assertThat(catalogue.examples("cifar", "test", 2).labels()).containsExactly(7, 7);
    }

    @Test
    void planes_of_colour_become_pixels() throws Exception {
        batch("data_batch_1.bin", 1, 2, 1);
        importing("cifar", DataSources.cifar10(List.of(files.resolve("data_batch_1.bin"))));
        float[] values = catalogue.examples("cifar", "train", 1).values();
        for (int pixel = 0; pixel < 1024; pixel++) {
            assertThat(values[3 * pixel]).isEqualTo(red(pixel));
            assertThat(values[3 * pixel + 1]).isEqualTo((red(pixel) + 85) % 256);
            assertThat(values[3 * pixel + 2]).isEqualTo((red(pixel) + 170) % 256);
        }
    }

    @Test
    void cifar_100_has_its_fine_labels_and_their_names_from_the_publishers_list() throws Exception {
        batch("train.bin", 2, 4, 42);
        batch("test.bin", 2, 2, 99);
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            names.append("fine-").append(i).append('\n');
        }
        Files.writeString(files.resolve("fine_label_names.txt"), names);
        DataSetCard card = importing("cifar", DataSources.cifar100(List.of(files)));
        assertThat(card.classes()).hasSize(100).startsWith("fine-0").endsWith("fine-99");
        assertThat(catalogue.examples("cifar", "train", 4).labels()).containsOnly(42);
        assertThat(catalogue.examples("cifar", "test", 2).labels()).containsOnly(99);
        assertThat(new DataCatalogue(home).card("cifar").orElseThrow()).isEqualTo(card);
    }

    @Test
    void the_format_is_seen_from_the_names() throws Exception {
        batch("data_batch_1.bin", 1, 1, 0);
        assertThat(DataFormat.of(files)).contains(DataFormat.CIFAR10);
        assertThat(DataFormat.of(files.resolve("data_batch_1.bin"))).contains(DataFormat.CIFAR10);
        Files.delete(files.resolve("data_batch_1.bin"));
        assertThat(DataFormat.of(files)).contains(DataFormat.FOLDER);
        batch("train.bin", 2, 1, 0);
        assertThat(DataFormat.of(files)).contains(DataFormat.CIFAR100);
    }

    @Test
    void bad_batches_are_refused() throws Exception {
        refused(DataSources.cifar10(List.of(files)), "got a folder without any");
        refused(DataSources.cifar10(List.of(files.resolve("gone.bin"))), "gone.bin, which is not one");
        Path whole = batch("data_batch_1.bin", 1, 2, 0);
        Files.write(whole, Arrays.copyOf(Files.readAllBytes(whole), 6_000));
        refused(DataSources.cifar10(List.of(files)), "got 6000 bytes in data_batch_1.bin, which is no multiple");
        Files.write(whole, new byte[0]);
        refused(DataSources.cifar10(List.of(files)), "which is empty");
        batch("data_batch_1.bin", 1, 2, 11);
        refused(DataSources.cifar10(List.of(files)), "labels from 0 to 9, got 11 for record 0 of data_batch_1.bin");
    }

    /** Red value i of an image is i modulo 251, green 85 more, blue 170 more, all modulo 256. */
    private Path batch(String name, int labelBytes, int records, int label) throws Exception {
        byte[] bytes = new byte[records * (labelBytes + 3072)];
        for (int record = 0; record < records; record++) {
            int at = record * (labelBytes + 3072);
            // The coarse label of CIFAR-100 comes first and is 19 here.
            bytes[at] = (byte) (labelBytes == 2 ? 19 : label == 10 ? 0 : label);
            bytes[at + labelBytes - 1] = (byte) (label == 10 ? 0 : label);
            for (int i = 0; i < 3072; i++) {
                bytes[at + labelBytes + i] = (byte) (red(i % 1024) + 85 * (i / 1024));
            }
        }
        return Files.write(files.resolve(name), bytes);
    }

    private static int red(int pixel) {
        return pixel % 251;
    }
}
