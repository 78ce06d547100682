package org.genera.data.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.genera.data.ImportFixture;
import org.genera.data.sets.DataSetCard;
import org.genera.data.store.DataSource;
import org.junit.jupiter.api.Test;

class ZippedFolderTest extends ImportFixture {

    @Test
    void an_archive_is_read_like_the_folder_it_holds() throws Exception {
        Map<String, byte[]> pictures = new TreeMap<>();
        for (int i = 0; i < 10; i++) {
            pictures.put("cats/" + i + ".png", png(new Color(200, 0, i)));
            pictures.put("dogs/" + i + ".png", png(new Color(0, 200, i)));
        }
        for (Map.Entry<String, byte[]> each : pictures.entrySet()) {
            Path file = files.resolve("folder").resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue());
        }
        Map<String, byte[]> zipped = new TreeMap<>();
        pictures.forEach((path, bytes) -> zipped.put("my pets/" + path, bytes));
        zipped.put("__MACOSX/my pets/cats/._0.png", new byte[] {1, 2, 3});
        zipped.put("my pets/.DS_Store", new byte[] {1});
        Path zip = zip("pets.zip", zipped);

        List<Long> heard = new ArrayList<>();
        DataSetCard card = catalogue.importSet("pets", pictures(zip), "", (done, total) -> heard.add(done));

        assertThat(card.classes()).containsExactly("cats", "dogs");
        assertThat(card.fingerprint())
                .isEqualTo(importing("same", pictures(files.resolve("folder"))).fingerprint());
        assertThat(heard).isSorted().endsWith(2 * Files.size(zip));
        try (Stream<Path> kept = Files.list(home.resolve("pets"))) {
            assertThat(kept.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "values.u8", "labels.i32", "card.properties", "command.txt", "notes.txt");
        }
    }

    @Test
    void paths_that_lead_out_of_the_archive_are_refused() throws Exception {
        Path victim = files.resolve("victim");
        String deep = "../".repeat(12) + victim.toString().substring(1);
        for (String path : List.of(
                deep, "a/../../x.png", "/etc/x.png", "C:\\x.png", "C:x.png", "a\\..\\..\\x.png", "..", "a//b.png")) {
            refused(pictures(zip("slip.zip", Map.of(path, png(Color.RED)))), "paths below the archive's own folder");
        }
        assertThat(victim).doesNotExist();
    }

    @Test
    void what_swells_beyond_reason_is_refused_before_it_is_unpacked() throws Exception {
        refused(pictures(zip("bomb.zip", Map.of("a.png", new byte[3 << 20]))), "promises 3 MiB");
        byte[] lying = Files.readAllBytes(zip("lying.zip", Map.of("a.png", new byte[3 << 20])));
        ByteBuffer bytes = ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < lying.length - 4; i++) {
            if (bytes.getInt(i) == 0x02014B50) {
                bytes.putInt(i + 24, 100);
            }
        }
        refused(pictures(Files.write(files.resolve("lying.zip"), lying)), "holds more than it promises");
    }

    @Test
    void a_damaged_archive_is_refused_in_a_sentence_that_names_it() throws Exception {
        byte[] whole = Files.readAllBytes(zip("whole.zip", Map.of("a.png", png(Color.RED))));
        refused(
                pictures(Files.write(files.resolve("cut.zip"), Arrays.copyOf(whole, whole.length - 30))),
                "whole zip archive, got cut.zip");
        refused(
                pictures(Files.write(files.resolve("text.zip"), "no archive".getBytes(StandardCharsets.UTF_8))),
                "whole zip archive, got text.zip");
        byte[] damaged = whole.clone();
        for (int i = 45; i < 60; i++) {
            damaged[i] ^= 0x55;
        }
        refused(pictures(Files.write(files.resolve("damaged.zip"), damaged)), "damaged.zip");
        refused(pictures(zip("empty.zip", Map.of("__MACOSX/x", new byte[1]))), "expected files, got none in empty.zip");
        refused(
                pictures(zip("broken.zip", Map.of("a/b.png", new byte[] {1, 2, 3}, "a/c.png", png(Color.RED)))),
                "got broken.zip/a/b.png, which is neither");
    }

    @Test
    void a_name_that_is_a_file_and_a_folder_is_refused() throws Exception {
        Map<String, byte[]> clashing = new TreeMap<>(Map.of("a", png(Color.RED), "a/b.png", png(Color.RED)));
        refused(pictures(zip("clash.zip", clashing)), "different names that a disk can hold");
    }

    private static DataSource pictures(Path path) {
        return DataSources.pictures(path, Optional.empty(), Optional.empty());
    }

    private Path zip(String name, Map<String, byte[]> entries) throws IOException {
        Path file = files.resolve(name);
        try (OutputStream output = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(output)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private static byte[] png(Color colour) throws IOException {
        BufferedImage image = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 6, 6);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
