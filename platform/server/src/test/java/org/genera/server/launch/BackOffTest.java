package org.genera.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private int tries;

    @Test
    void what_fails_is_tried_less_and_less_often_and_once_it_works_at_each_look_again() {
        BackOff backOff = new BackOff("looking");
        // Ten minutes of looks, four a second, while the database is away.
        for (int look = 0; look < 2_400; look++) {
            boolean worked = backOff.attempt(T0.plusMillis(250L * look), () -> {
                tries++;
                throw new IllegalStateException("away");
            });
            assertThat(worked).isFalse();
        }
        assertThat(tries).isBetween(40, 60);

        Instant back = T0.plusSeconds(700);
        assertThat(backOff.attempt(back, () -> {})).isTrue();
        assertThat(backOff.attempt(back, () -> {})).isTrue();
    }
}
