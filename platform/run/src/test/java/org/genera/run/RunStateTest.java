package org.genera.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStateTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final List<RunSignal> FROM_WORKERS = List.of(
            new RunSignal.Launched(NOW, 1),
            new RunSignal.WorkerStarted(NOW, 2, NOW),
            new RunSignal.WorkerFinished(NOW, 3),
            new RunSignal.WorkerFailed(NOW, 4, "late"),
            new RunSignal.CancelledByWorker(NOW, 5),
            new RunSignal.WorkerPaused(NOW, 6, 1),
            new RunSignal.WorkerGone(NOW, 137, "late"));

    private static final List<RunState> ALL = List.of(
            new RunState.Queued(NOW),
            new RunState.Starting(NOW, 11),
            new RunState.Running(NOW, 12, NOW),
            new RunState.Waiting(NOW, 30, 1),
            new RunState.Finished(NOW, 100),
            new RunState.Failed(NOW, 50, "why"),
            new RunState.Crashed(NOW, 134, "end"),
            new RunState.Cancelled(NOW, 60),
            new RunState.Cancelled(NOW, 60, "stopped at rung 1"));

    @Test
    void late_events_of_a_finished_run_change_nothing() {
        RunState finished = new RunState.Finished(NOW, 100);
        for (RunSignal signal : FROM_WORKERS) {
            assertThat(finished.after(signal)).isSameAs(finished);
        }
        assertThat(finished.after(new RunSignal.Requeued(NOW))).isSameAs(finished);
    }

    @Test
    void late_events_of_an_ended_run_change_nothing() {
        for (RunState state : ALL) {
            if (state.ended()) {
                for (RunSignal signal : FROM_WORKERS) {
                    assertThat(state.after(signal)).isSameAs(state);
                }
            }
        }
    }

    @Test
    void what_is_resumable_or_waits_at_a_rung_goes_back_to_the_queue_and_nothing_else_does() {
        for (RunState state : ALL) {
            RunState after = state.after(new RunSignal.Requeued(NOW));
            if (state.resumable() || state instanceof RunState.Waiting) {
                assertThat(after).isInstanceOf(RunState.Queued.class);
            } else {
                assertThat(after).isSameAs(state);
            }
        }
    }

    @Test
    void a_run_goes_from_the_queue_to_its_end() {
        RunState state = new RunState.Queued(NOW)
                .after(new RunSignal.Launched(NOW, 11))
                .after(new RunSignal.WorkerStarted(NOW, 12, NOW));
        assertThat(state).isEqualTo(new RunState.Running(NOW, 12, NOW));
        assertThat(state.after(new RunSignal.WorkerFinished(NOW, 9))).isEqualTo(new RunState.Finished(NOW, 9));
        assertThat(state.after(new RunSignal.WorkerFailed(NOW, 9, "why")))
                .isEqualTo(new RunState.Failed(NOW, 9, "why"));
        assertThat(state.after(new RunSignal.CancelledByWorker(NOW, 9))).isEqualTo(new RunState.Cancelled(NOW, 9));
        assertThat(state.after(new RunSignal.WorkerGone(NOW, 134, "end")))
                .isEqualTo(new RunState.Crashed(NOW, 134, "end"));
    }

    @Test
    void a_worker_that_dies_before_its_first_word_has_crashed() {
        assertThat(new RunState.Starting(NOW, 11).after(new RunSignal.WorkerGone(NOW, 1, "no class")))
                .isEqualTo(new RunState.Crashed(NOW, 1, "no class"));
    }

    @Test
    void a_queued_run_is_cancelled_without_a_worker() {
        assertThat(new RunState.Queued(NOW).after(new RunSignal.CancelledByWorker(NOW, 0)))
                .isEqualTo(new RunState.Cancelled(NOW, 0));
    }

    @Test
    void a_state_is_active_or_ended_or_queued_or_waiting() {
        for (RunState state : ALL) {
            int is = (state.active() ? 1 : 0)
                    + (state.ended() ? 1 : 0)
                    + (List.of("queued", "waiting").contains(state.word()) ? 1 : 0);
            assertThat(is).as(state.word()).isEqualTo(1);
        }
    }

    @Test
    void a_worker_that_pauses_at_a_rung_leaves_a_run_that_waits_for_the_word_of_its_sweep() {
        RunState waiting = new RunState.Running(NOW, 12, NOW).after(new RunSignal.WorkerPaused(NOW, 30, 1));
        assertThat(waiting).isEqualTo(new RunState.Waiting(NOW, 30, 1));
        assertThat(waiting.after(new RunSignal.WorkerGone(NOW, 0, ""))).isSameAs(waiting);
        assertThat(waiting.after(new RunSignal.StoppedAtRung(NOW, "7th of 9")))
                .isEqualTo(new RunState.Cancelled(NOW, 30, "7th of 9"));
        assertThat(waiting.after(new RunSignal.CancelledByWorker(NOW, 30))).isEqualTo(new RunState.Cancelled(NOW, 30));
    }

    @Test
    void a_cancelled_run_of_an_earlier_version_has_no_reason() throws JsonProcessingException {
        assertThat(Json.read("{\"name\":\"cancelled\",\"at\":\"2026-01-01T00:00:00Z\",\"step\":4}", RunState.class))
                .isEqualTo(new RunState.Cancelled(java.time.Instant.parse("2026-01-01T00:00:00Z"), 4, ""));
    }

    @Test
    void every_state_survives_json() throws JsonProcessingException {
        for (RunState state : ALL) {
            String json = Json.write(state);
            assertThat(json).contains("\"name\":\"" + state.word() + "\"");
            assertThat(Json.read(json, RunState.class)).isEqualTo(state);
        }
    }
}
