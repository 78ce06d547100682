package org.genera.data.readers.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.ImportFixture;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.readers.DataFormat;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.text.SymbolKind;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.store.DataSource;
import org.genera.spi.DataShape.Image;
import org.genera.spi.DataShape.Pair;
import org.genera.spi.DataShape.Sequence;
import org.junit.jupiter.api.Test;

/** Pictures beside texts of the same name. */
class CaptionedPicturesTest extends ImportFixture {

    @Test
    void pictures_come_with_their_texts_letter_by_letter() throws Exception {
        for (int i = 0; i < 10; i++) {
            pair("birds/" + i, i, "no " + i + "\n");
        }
        Path folder = files.resolve("birds");
        assertThat(DataFormat.of(folder)).contains(DataFormat.CAPTIONS);
        DataSetCard card = importing("birds", captions(folder, SymbolKind.CHARACTERS));
        assertThat(card.shape()).isEqualTo(new Pair(new Image(2, 2, 1), Sequence.ofSymbols(4, 13)));
        assertThat(card.symbols()).containsExactly(" ", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "n", "o");
        assertThat(card.aligned()).isTrue();
        assertThat(card.eightBit()).isFalse();
        assertThat(card.summary())
                .isEqualTo(
                        "10 grey images of 2 × 2 pixels with sequences of 4 symbols out of 13, imported from birds.");
        assertThat(card.trainExamples()).isEqualTo(9);
        Examples train = catalogue.examples("birds", "train", 9);
        assertThat(train.lengths()).hasSize(9).containsOnly(4);
        for (int i = 0; i < 9; i++) {
            float level = train.values()[8 * i];
            assertThat(Arrays.copyOfRange(train.values(), 8 * i + 4, 8 * i + 8)).containsExactly(11, 12, 0, level + 1);
        }
        // The card that is read back says the same, and values are what was fingerprinted.
        DataCatalogue again = new DataCatalogue(home);
        assertThat(again.card("birds")).contains(card);
        PreparedData data = again.prepare(new DataSelection("birds", "", Preprocessing.unit()), 1);
        assertThat(data.fingerprint()).isEqualTo(card.fingerprint());
        assertThat(importing("zipped", captions(zipped(), SymbolKind.CHARACTERS))
                        .fingerprint())
                .isEqualTo(card.fingerprint());
    }

    @Test
    void words_are_symbols_where_somebody_says_so_and_folders_are_the_split() throws Exception {
        pair("s/train/a", 1, "red  bird");
        pair("s/train/b", 2, "bird");
        pair("s/test/a", 3, "\uFEFFgreen\nbird");
        DataSetCard card = importing("s", captions(files.resolve("s"), SymbolKind.WORDS));
        assertThat(card.symbols()).containsExactly("bird", "green", "red");
        assertThat(card.trainExamples()).isEqualTo(2);
        Examples test = catalogue.examples("s", "test", 9);
        assertThat(test.values()).containsExactly(3, 3, 3, 3, 1, 0);
        assertThat(catalogue.examples("s", "train", 9).lengths()).containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void what_is_missing_empty_or_no_text_is_named() throws Exception {
        pair("bad/a", 1, "one");
        pair("bad/b", 2, "two");
        Path folder = files.resolve("bad");
        Files.delete(folder.resolve("b.txt"));
        refused(captions(folder, SymbolKind.CHARACTERS), "b.png without a .txt; add what is missing");
        Files.writeString(folder.resolve("b.txt"), " \n");
        refused(captions(folder, SymbolKind.CHARACTERS), "got an empty one, " + folder.resolve("b.txt"));
        Files.write(folder.resolve("b.txt"), new byte[] {'a', (byte) 0xFF});
        refused(captions(folder, SymbolKind.CHARACTERS), "got other bytes in " + folder.resolve("b.txt"));
        Files.write(folder.resolve("b.txt"), new byte[70_000]);
        refused(captions(folder, SymbolKind.CHARACTERS), "got 70000 in " + folder.resolve("b.txt"));
        Files.writeString(folder.resolve("b.txt"), "two");
        Files.writeString(folder.resolve("c.txt"), "three");
        refused(captions(folder, SymbolKind.CHARACTERS), "c.txt without a picture");
        Files.delete(folder.resolve("c.txt"));
        Files.copy(folder.resolve("b.png"), folder.resolve("b.PNG"));
        refused(captions(folder, SymbolKind.CHARACTERS), "beside another picture of its name");
    }

    private static DataSource captions(Path path, SymbolKind kind) {
        return DataSources.captions(path, Optional.empty(), Optional.empty(), Optional.of(kind));
    }

    private Path zipped() throws Exception {
        Path zip = files.resolve("birds.zip");
        try (OutputStream output = Files.newOutputStream(zip);
                ZipOutputStream archive = new ZipOutputStream(output)) {
            for (int i = 0; i < 10; i++) {
                for (String name : List.of("birds/" + i + ".png", "birds/" + i + ".txt")) {
                    archive.putNextEntry(new ZipEntry(name));
                    archive.write(Files.readAllBytes(files.resolve(name)));
                }
            }
        }
        assertThat(DataFormat.of(zip)).contains(DataFormat.CAPTIONS);
        return zip;
    }

    private void pair(String name, int level, String text) throws Exception {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 4; i++) {
            image.getRaster().setSample(i % 2, i / 2, 0, level);
        }
        Path file = files.resolve(name + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        Files.writeString(files.resolve(name + ".txt"), text);
    }
}
