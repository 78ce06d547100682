package org.genera.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.genera.data.store.ImportProgress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadFolderTest {
    private static final byte[] BYTES = bytes(1_000_000);

    @TempDir
    Path temporary;

    private Publisher publisher;
    private DownloadFolder downloads;
    private PublishedFile file;

    @BeforeEach
    void publish() throws Exception {
        publisher = new Publisher();
        downloads = new DownloadFolder(temporary.resolve("downloads"), Duration.ofMillis(400), Duration.ofMillis(1));
        file = publisher.publish("values.gz", BYTES, md5(BYTES));
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void a_file_comes_whole_with_growing_progress_and_only_once() throws Exception {
        List<Long> done = new ArrayList<>();
        Path fetched = downloads.fetch(file, (read, total) -> {
            assertThat(total).isEqualTo(BYTES.length);
            done.add(read);
        });
        assertThat(Files.readAllBytes(fetched)).isEqualTo(BYTES);
        assertThat(done).isSorted().endsWith((long) BYTES.length);
        downloads.fetch(file, ImportProgress.silent());
        assertThat(publisher.ranges()).containsExactly("whole");
    }

    @Test
    void an_interrupted_download_goes_on_where_it_broke_off() throws Exception {
        publisher.breakAfter(300_000);
        assertThat(Files.readAllBytes(downloads.fetch(file, ImportProgress.silent())))
                .isEqualTo(BYTES);
        assertThat(publisher.ranges()).hasSizeGreaterThan(2).startsWith("whole");
        assertThat(publisher.ranges().subList(1, publisher.ranges().size()))
                .allMatch(range -> range.matches("bytes=[1-9]\\d+-"))
                .doesNotHaveDuplicates();
    }

    @Test
    void what_a_killed_process_left_is_gone_on_with() throws Exception {
        leave(Arrays.copyOf(BYTES, 123_456));
        assertThat(Files.readAllBytes(downloads.fetch(file, ImportProgress.silent())))
                .isEqualTo(BYTES);
        assertThat(publisher.ranges()).containsExactly("bytes=123456-");
    }

    @Test
    void a_part_that_was_whole_needs_no_more_bytes() throws Exception {
        leave(BYTES);
        assertThat(Files.readAllBytes(downloads.fetch(file, ImportProgress.silent())))
                .isEqualTo(BYTES);
        assertThat(publisher.ranges()).containsExactly("bytes=1000000-");
    }

    @Test
    void a_part_of_an_older_file_is_thrown_away() throws Exception {
        leave(new byte[1_000]);
        assertThat(Files.readAllBytes(downloads.fetch(file, ImportProgress.silent())))
                .isEqualTo(BYTES);
        assertThat(publisher.ranges()).containsExactly("bytes=1000-", "whole");
    }

    @Test
    void a_server_that_knows_no_ranges_is_asked_for_the_whole() throws Exception {
        leave(Arrays.copyOf(BYTES, 1_000));
        publisher.ignoreRanges();
        assertThat(Files.readAllBytes(downloads.fetch(file, ImportProgress.silent())))
                .isEqualTo(BYTES);
    }

    @Test
    void a_server_that_falls_silent_is_left_and_asked_again() throws Exception {
        publisher.stallAfter(600_000);
        assertThat(Files.readAllBytes(downloads.fetch(file, ImportProgress.silent())))
                .isEqualTo(BYTES);
        assertThat(publisher.ranges()).hasSize(2);
    }

    @Test
    void a_wrong_checksum_is_said_and_leaves_nothing() throws Exception {
        PublishedFile other = publisher.publish("other.gz", BYTES, "0".repeat(32));
        assertThatIllegalStateException()
                .isThrownBy(() -> downloads.fetch(other, ImportProgress.silent()))
                .withMessageContaining("with the MD5 " + "0".repeat(32) + ", got ");
        try (Stream<Path> left = Files.list(downloads.folder())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_file_that_is_gone_is_said_at_once() {
        PublishedFile gone = new PublishedFile(file.address().resolve("gone.gz"), file.md5());
        assertThatIllegalStateException()
                .isThrownBy(() -> downloads.fetch(gone, ImportProgress.silent()))
                .withMessageStartingWith("download: expected status 200, got 404 for " + gone.address())
                .withMessageContaining("download it yourself");
        assertThat(publisher.ranges()).containsExactly("whole");
    }

    @Test
    void without_a_server_it_gives_up_and_says_how_to_go_on() throws Exception {
        leave(Arrays.copyOf(BYTES, 1_000));
        publisher.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> downloads.fetch(file, ImportProgress.silent()))
                .withMessageContaining("in 4 attempts")
                .withMessageContaining("goes on after the 1000 bytes that are here");
    }

    private void leave(byte[] part) throws Exception {
        Files.createDirectories(downloads.folder());
        Files.write(downloads.folder().resolve("values.gz.part"), part);
    }

    private String md5(byte[] bytes) throws Exception {
        return Checksum.of(Files.write(temporary.resolve("checked"), bytes));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 257);
        }
        return bytes;
    }
}
