package org.genera.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledAtAnyPhaseTest {

    @Test
    void servers_and_workers_killed_at_any_phase_lose_double_and_decide_nothing_twice_and_everything_ends(
            @TempDir Path folder) throws Exception {
        int kills = Integer.getInteger("genera.kills", 4);
        assertThat(KilledAtAnyPhase.faults(folder, kills, Long.getLong("genera.killSeed", 11)))
                .isEmpty();
    }
}
