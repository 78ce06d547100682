package org.genera.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServerTest {

    @Test
    void a_server_killed_while_three_runs_train_loses_and_doubles_nothing_and_the_runs_go_on(@TempDir Path folder)
            throws Exception {
        assertThat(KilledServer.faults(folder, Integer.getInteger("genera.kills", 4), 7))
                .isEmpty();
    }
}
