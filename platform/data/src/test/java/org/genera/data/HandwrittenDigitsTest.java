package org.genera.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.sets.DataSetCard;
import org.genera.data.store.ImportProgress;
import org.genera.spi.Batch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs where {@code GENERA_TEST_DATA} names a folder with the 10,000 test digits of MNIST below {@code mnist-10k}. */
class HandwrittenDigitsTest {

    @TempDir
    Path home;

    @Test
    void the_test_digits_of_mnist_are_imported_whole() {
        Path folder =
                Path.of(Optional.ofNullable(System.getenv("GENERA_TEST_DATA")).orElse("nowhere"), "mnist-10k");
        Path images = folder.resolve("t10k-images-idx3-ubyte.gz");
        Assumptions.assumeTrue(Files.exists(images), "GENERA_TEST_DATA names no folder with mnist-10k");
        DataCatalogue catalogue = new DataCatalogue(home);
        DataSetCard card = catalogue.importSet(
                "mnist-10k",
                DataSources.idx(
                        new LabelledFile(images, Optional.of(folder.resolve("t10k-labels-idx1-ubyte.gz"))),
                        Optional.empty()),
                "train=0-9000,test=9000-10000",
                ImportProgress.silent());
        assertThat(card.classes()).hasSize(10);
        assertThat(card.trainExamples()).isEqualTo(9_000);

        PreparedData data = catalogue.prepare(new DataSelection("mnist-10k", "", Preprocessing.unit()), 1);
        Batch train = data.trainingSplit();
        assertThat(data.fingerprint()).isEqualTo(card.fingerprint());
        // The file's well-known first labels.
        assertThat(train.labels()).startsWith(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
        assertThat(data.test(5_000).count()).isEqualTo(1_000);
        double sum = 0;
        for (float value : train.values()) {
            sum += value;
        }
        assertThat(sum / train.values().length).isBetween(0.12, 0.14);
    }
}
