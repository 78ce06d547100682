package org.genera.data.readers.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.genera.data.ImportFixture;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.files.NaturalOrder;
import org.genera.data.sets.DataSetCard;
import org.genera.data.store.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLayoutsTest extends ImportFixture {

    @ParameterizedTest
    @ValueSource(strings = {"train test", "Training TESTING", "TRAIN valid", "train Dev", "training validation"})
    void names_of_splits_in_any_case_are_the_split(String names) throws Exception {
        for (String split : names.split(" ")) {
            write(split + "/a/1.png");
            write(split + "/b/1.png");
        }
        write(names.split(" ")[0] + "/b/2.png");
        DataSetCard card = importing("split", folder());
        assertThat(card.classes()).containsExactly("a", "b");
        assertThat(card.trainExamples()).isEqualTo(3);
        assertThat(card.testExamples()).isEqualTo(2);
    }

    @Test
    void of_tiny_imagenet_the_annotated_pictures_are_for_testing() throws Exception {
        write("train/n1/images/n1_0.png");
        write("train/n2/images/n2_0.png");
        write("val/images/val_0.png");
        write("test/images/test_0.png");
        refused(folder(), "got images alone; Tiny ImageNet has val_annotations.txt in val");
        Files.writeString(files.resolve("val/val_annotations.txt"), "val_0.png\tn2\t0\t0\t9\t9\n");
        DataSetCard card = importing("tiny", folder());
        assertThat(card.classes()).containsExactly("n1", "n2");
        assertThat(catalogue.examples("tiny", "test", 1).labels()).containsExactly(1);
        assertThat(notes("tiny"))
                .contains("left out: all pictures in test")
                .contains("read: classes of the pictures in val from val_annotations.txt");
    }

    @Test
    void hidden_folders_are_no_classes_and_stand_in_the_notes() throws Exception {
        write("a/1.png");
        write("b/1.png");
        write(".ipynb_checkpoints/1.png");
        write("@eaDir/a/1.png");
        write("a/__MACOSX/1.png");
        write(".thumbs/1.webp");
        DataSetCard card = importing("plain", folder());
        assertThat(card.classes()).containsExactly("a", "b");
        assertThat(card.trainExamples() + card.testExamples()).isEqualTo(2);
        assertThat(notes("plain")).contains("left out: hidden files: ").contains("and 1 more");
    }

    @Test
    void names_that_look_the_same_are_one_class() throws Exception {
        write(Normalizer.normalize("Rösti", Normalizer.Form.NFC) + "/1.png");
        write(Normalizer.normalize("Rösti", Normalizer.Form.NFD) + "/2.png");
        write("Brot/1.png");
        assertThat(importing("food", folder()).classes()).hasSize(2);
        assertThat(notes("food")).contains("changed: folders that are one class");
    }

    @Test
    void all_endings_of_jpeg_are_read() throws Exception {
        for (String ending : new String[] {"jpg", "JPEG", "jfif", "jpe"}) {
            write("picture." + ending);
        }
        DataSetCard card = importing("jpegs", folder());
        assertThat(card.trainExamples() + card.testExamples()).isEqualTo(4);
    }

    @Test
    void a_jpeg_that_ends_early_is_refused_though_zeros_fill_it_up() throws Exception {
        write("1.jpg");
        Path broken = write("2.jpg");
        byte[] bytes = Files.readAllBytes(broken);
        for (int share : new int[] {5, 10}) {
            byte[] zeros = bytes.clone();
            Arrays.fill(zeros, bytes.length - bytes.length / share, bytes.length, (byte) 0);
            Files.write(broken, zeros);
            refused(folder(), "2.jpg, which cannot be read: the picture ends early");
        }
        Files.write(broken, Arrays.copyOf(bytes, bytes.length + 100));
        importing("whole", folder());
    }

    @Test
    void digits_of_all_scripts_can_stand_in_names() {
        NaturalOrder order = new NaturalOrder();
        assertThat(order.compare("2.png", "10.png")).isNegative();
        assertThat(order.compare("\u0662.png", "\u0661\u0660.png")).isPositive();
        assertThat(order.compare("a\u0662", "a2")).isPositive();
    }

    private String notes(String name) {
        return catalogue.importRecord(name).orElseThrow().notes().stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    private DataSource folder() {
        return DataSources.pictures(files, Optional.empty(), Optional.empty());
    }

    /** Noise, which compresses to many bytes. */
    private Path write(String path) throws Exception {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 32 * 32; i++) {
            image.setRGB(i % 32, i / 32, (i * 2_654_435 ^ path.hashCode()) & 0xFFFFFF);
        }
        Path file = files.resolve(path);
        Files.createDirectories(file.getParent());
        if (path.endsWith("webp")) {
            return Files.write(file, new byte[] {1});
        }
        ImageIO.write(image, path.endsWith("png") ? "png" : "jpg", file.toFile());
        return file;
    }
}
