package org.genera.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogBoundTest {
    private static final int PART = 1_000;

    @TempDir
    Path folder;

    @Test
    void a_short_log_is_left_alone() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "x".repeat(4 * PART));
        new LogBound(log, PART).look();
        assertThat(Files.readString(log)).isEqualTo("x".repeat(4 * PART));
        new LogBound(folder.resolve("none"), PART).look();
    }

    @Test
    void of_a_long_log_the_beginning_and_the_end_are_kept_and_the_cut_is_said() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "first\n" + "x".repeat(10 * PART) + "\nlast");
        new LogBound(log, PART).look();
        assertThat(Files.readString(log))
                .startsWith("first\n")
                .contains("[… " + (8 * PART + 11) + " bytes of this log were cut out here")
                .endsWith("x\nlast");
        assertThat(Files.size(log)).isLessThan(2 * PART + 200);
    }

    @Test
    void a_second_cut_counts_the_first_with_it() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "first\n" + "x".repeat(10 * PART - 6));
        new LogBound(log, PART).look();
        Files.writeString(log, "y".repeat(10 * PART - 5) + "last\n", StandardOpenOption.APPEND);
        new LogBound(log, PART).look();
        assertThat(Files.readString(log))
                .startsWith("first\n")
                .contains("[… " + 18 * PART + " bytes of this log were cut out here")
                .endsWith("ylast\n")
                .containsOnlyOnce("cut out here");
    }
}
