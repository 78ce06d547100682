package org.genera.worker.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.genera.run.spec.Protocol;
import org.genera.worker.checkpoints.Schedule.Task;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void moments_lie_evenly_and_the_last_is_the_end() {
        assertThat(stepsOf(Task.CHECKPOINT, 100, protocol(1, 1, 4))).containsExactly(25L, 50L, 75L, 100L);
        assertThat(stepsOf(Task.SAMPLES, 10, protocol(3, 1, 1))).containsExactly(4L, 7L, 10L);
        assertThat(stepsOf(Task.EVALUATION, 7, protocol(1, 1, 1))).containsExactly(7L);
    }

    @Test
    void more_moments_than_steps_fall_on_every_step() {
        assertThat(stepsOf(Task.SAMPLES, 3, protocol(20, 1, 1))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void the_tasks_of_a_moment_end_with_the_checkpoint() {
        assertThat(new Schedule(10, protocol(1, 1, 1)).due(9, 10))
                .containsExactly(Task.SAMPLES, Task.EVALUATION, Task.CHECKPOINT);
    }

    @Test
    void months_of_microseconds_do_not_overflow() {
        long month = 30L * 24 * 3_600 * 1_000_000;
        Schedule moments = new Schedule(month, protocol(1_000, 1, 1));
        assertThat(moments.due(0, month / 1_000 - 1)).isEmpty();
        assertThat(moments.due(month / 1_000 - 1, month / 1_000)).containsExactly(Task.SAMPLES);
        assertThat(new Schedule(Long.MAX_VALUE, protocol(1_000, 1, 1)).due(0, Long.MAX_VALUE / 2))
                .contains(Task.SAMPLES);
    }

    private static List<Long> stepsOf(Task task, long total, Protocol protocol) {
        Schedule moments = new Schedule(total, protocol);
        List<Long> steps = new ArrayList<>();
        for (long step = 1; step <= total; step++) {
            if (moments.due(step - 1, step).contains(task)) {
                steps.add(step);
            }
        }
        return steps;
    }

    private static Protocol protocol(int sampleSets, int evaluations, int checkpoints) {
        return new Protocol(sampleSets, 1, evaluations, 1, 1, checkpoints, 0);
    }
}
