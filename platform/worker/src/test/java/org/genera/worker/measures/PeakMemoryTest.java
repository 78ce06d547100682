package org.genera.worker.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PeakMemoryTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void the_peak_never_falls_and_rises_with_what_is_held() {
        double before = PeakMemory.mebibytes().orElseThrow();
        byte[] held = new byte[300 << 20];
        for (int i = 0; i < held.length; i += 4_096) {
            held[i] = 1;
        }
        assertThat(PeakMemory.mebibytes().orElseThrow()).isGreaterThan(Math.max(before - 1, 300));
        assertThat(held[4_096]).isEqualTo((byte) 1);
    }

    @Test
    void it_is_read_in_mebibytes_and_absent_where_the_system_does_not_tell() throws Exception {
        Path status = folder.resolve("status");
        Files.writeString(status, "Name:\tjava\nVmPeak:\t 9999999 kB\nVmHWM:\t  524800 kB\nVmRSS:\t 1024 kB\n");
        assertThat(PeakMemory.mebibytes(status)).hasValue(512.5);
        Files.writeString(status, "Name:\tjava\n");
        assertThat(PeakMemory.mebibytes(status)).isEmpty();
        assertThat(PeakMemory.mebibytes(folder.resolve("none"))).isEmpty();
    }
}
