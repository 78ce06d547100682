package org.genera.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    @Test
    void a_process_is_itself_while_it_lives() throws Exception {
        Process process = new ProcessBuilder("sleep", "30").start();
        ProcessIdentity identity = new ProcessIdentity(process.pid(), Instant.now());
        assertThat(identity.alive()).isTrue();

        identity.terminate();
        process.waitFor();

        assertThat(identity.alive()).isFalse();
    }

    @Test
    void a_later_process_with_the_same_pid_is_another() {
        ProcessHandle self = ProcessHandle.current();
        Instant start = self.info().startInstant().orElseThrow();

        assertThat(new ProcessIdentity(self.pid(), start).alive()).isTrue();
        assertThat(new ProcessIdentity(self.pid(), start.minusSeconds(60)).alive())
                .isFalse();
        assertThat(new ProcessIdentity(self.pid(), start.plusSeconds(60)).alive())
                .isFalse();
    }
}
