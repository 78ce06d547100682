package org.genera.db.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.genera.db.Example;
import org.genera.run.RunState;
import org.genera.run.spec.RunSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunRowTest {
    private static final Instant T0 = Example.T0;
    private static final Instant MINUTES_LATER = T0.plusSeconds(200);

    private static RunRow row(RunState state, String phase, @Nullable Instant heardAt) {
        RunSpec spec = Example.run("r", "a", "vae", 1, 1);
        return new RunRow(
                spec,
                spec.group(),
                state,
                phase,
                1,
                9,
                0.1,
                1,
                1,
                "cpu",
                T0,
                null,
                null,
                0,
                heardAt,
                T0,
                null,
                List.of());
    }

    @Test
    void a_worker_that_trains_or_starts_and_has_been_silent_for_minutes_has_stalled() {
        RunState running = new RunState.Running(T0, 1, T0);
        assertThat(row(running, "training", T0).stalledSince(MINUTES_LATER)).contains(T0);
        assertThat(row(running, "training", T0).stalledSince(T0.plusSeconds(60)))
                .isEmpty();
        assertThat(row(running, "training", MINUTES_LATER).stalledSince(MINUTES_LATER))
                .isEmpty();
        assertThat(row(new RunState.Starting(T0, 1), "", null).stalledSince(MINUTES_LATER))
                .contains(T0);
    }

    @Test
    void one_that_evaluates_samples_waits_or_has_ended_has_not() {
        RunState running = new RunState.Running(T0, 1, T0);
        for (String phase : List.of("evaluating", "sampling", "preparing the evaluation")) {
            assertThat(row(running, phase, T0).stalledSince(MINUTES_LATER)).isEmpty();
        }
        for (RunState state :
                List.of(new RunState.Queued(T0), new RunState.Waiting(T0, 1, 1), new RunState.Finished(T0, 9))) {
            assertThat(row(state, "training", T0).stalledSince(MINUTES_LATER)).isEmpty();
        }
    }
}
