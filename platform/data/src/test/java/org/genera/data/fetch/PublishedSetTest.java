package org.genera.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.genera.data.DataCatalogue;
import org.genera.data.sets.DataSetCard;
import org.genera.data.store.ImportProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedSetTest {
    @TempDir
    Path folder;

    @Test
    void the_table_names_each_set_once_with_a_checksum_for_each_file() {
        assertThat(PublishedSet.all())
                .extracting(PublishedSet::name)
                .containsExactly("mnist", "fashion-mnist", "kmnist", "cifar10");
        assertThat(PublishedSet.all().stream()
                        .flatMap(set -> set.files().stream())
                        .map(PublishedFile::md5))
                .hasSize(13)
                .doesNotHaveDuplicates();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublishedSet.named("imagenet"))
                .withMessageStartingWith(
                        "set: expected one of mnist, fashion-mnist, kmnist, cifar10, got \"imagenet\"");
    }

    @Test
    void four_idx_files_are_fetched_and_imported_with_names_of_classes() throws Exception {
        try (Publisher publisher = new Publisher()) {
            List<PublishedFile> files = new ArrayList<>();
            files.add(published(publisher, "train-images-idx3-ubyte.gz", idx(0x803, new byte[9 * 4], 9, 2, 2)));
            files.add(published(publisher, "train-labels-idx1-ubyte.gz", idx(0x801, new byte[9], 9)));
            files.add(published(publisher, "t10k-images-idx3-ubyte.gz", idx(0x803, new byte[2 * 4], 2, 2, 2)));
            files.add(published(publisher, "t10k-labels-idx1-ubyte.gz", idx(0x801, new byte[] {0, 1}, 2)));
            PublishedSet set = new PublishedSet("tiny", files, List.of("boot", "bag"));
            DataSetCard card = fetched(set);
            assertThat(card.trainExamples()).isEqualTo(9);
            assertThat(card.testExamples()).isEqualTo(2);
            assertThat(card.classes()).containsExactly("boot", "bag");
        }
    }

    @Test
    void an_archive_of_batches_is_fetched_and_imported() throws Exception {
        byte[] record = new byte[3073];
        record[0] = 3;
        try (Publisher publisher = new Publisher()) {
            byte[] archive = tarGz(
                    entry("cifar-10-batches-bin/test_batch.bin", record),
                    entry("cifar-10-batches-bin/data_batch_1.bin", record));
            PublishedSet set = new PublishedSet(
                    "tiny", List.of(published(publisher, "cifar-10-binary.tar.gz", archive)), List.of());
            DataSetCard card = fetched(set);
            assertThat(card.trainExamples()).isEqualTo(1);
            assertThat(card.classes()).hasSize(10);
        }
    }

    @Test
    void an_archive_writes_nowhere_but_into_its_folder() throws Exception {
        TarArchiveEntry link = new TarArchiveEntry("passwd", TarConstants.LF_SYMLINK);
        link.setLinkName("../../secret");
        byte[] archive = tarGz(
                entry("../../escaped.bin", new byte[3]),
                entry("/absolute.bin", new byte[3]),
                entry("folder/..", new byte[3]),
                new Entry(link, new byte[0]));
        Path unpacked = folder.resolve("a/b/c");
        TarGz.unpack(Files.write(folder.resolve("x.tar.gz"), archive), unpacked);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            folder.resolve("x.tar.gz").toString(),
                            unpacked.resolve("escaped.bin").toString(),
                            unpacked.resolve("absolute.bin").toString());
        }
    }

    @Test
    void a_damaged_archive_and_one_that_promises_too_much_are_refused() throws Exception {
        byte[] archive = tarGz(entry("a.bin", new byte[100_000]));
        Path path = Files.write(folder.resolve("x.tar.gz"), Arrays.copyOf(archive, archive.length / 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TarGz.unpack(path, folder.resolve("out")))
                .withMessageContaining("damaged or truncated");
        Files.write(path, "no archive".getBytes(StandardCharsets.UTF_8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TarGz.unpack(path, folder.resolve("out")))
                .withMessageContaining("damaged or truncated");
        Entry[] many = new Entry[101];
        Arrays.setAll(many, i -> entry("batch" + i, new byte[1]));
        Files.write(path, tarGz(many));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TarGz.unpack(path, folder.resolve("out")))
                .withMessageContaining("expected at most 100 files of 1024 MiB together, got more");
    }

    private DataSetCard fetched(PublishedSet set) {
        DownloadFolder downloads =
                new DownloadFolder(folder.resolve("downloads"), Duration.ofSeconds(5), Duration.ofMillis(1));
        set.files().forEach(file -> downloads.fetch(file, ImportProgress.silent()));
        DataCatalogue catalogue = new DataCatalogue(folder.resolve("data"));
        DataSetCard card = catalogue.importSet(set.name(), set.source(downloads.folder()), "", ImportProgress.silent());
        downloads.remove();
        assertThat(downloads.folder()).doesNotExist();
        return card;
    }

    private PublishedFile published(Publisher publisher, String name, byte[] bytes) throws Exception {
        return publisher.publish(name, bytes, Checksum.of(Files.write(folder.resolve("checked"), bytes)));
    }

    private static byte[] idx(int magic, byte[] values, int... sizes) throws Exception {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 + 4 * sizes.length + values.length).putInt(magic);
        for (int size : sizes) {
            bytes.putInt(size);
        }
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes.put(values).array());
        }
        return zipped.toByteArray();
    }

    private static byte[] tarGz(Entry... entries) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Entry each : entries) {
                tar.putArchiveEntry(each.head());
                tar.write(each.bytes());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Entry entry(String name, byte[] bytes) {
        TarArchiveEntry head = new TarArchiveEntry(name, true);
        head.setSize(bytes.length);
        return new Entry(head, bytes);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(TarArchiveEntry head, byte[] bytes) {}
}
