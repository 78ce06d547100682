package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genera.worker.RunForTest.steps;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.JournalLimits;
import org.genera.testkit.OneBatch;
import org.genera.worker.checkpoints.Checkpoint;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.genera.worker.checkpoints.Schedule;
import org.genera.worker.context.Probe;
import org.genera.worker.context.RunContext;
import org.genera.worker.process.Arguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that answer as they must not: each fails before it has trained, in a sentence. */
class OddModelsTest {
    @TempDir
    Path folder;

    private JournalEvent.Failed train(String variant, String odd) throws Exception {
        RunForTest run = RunForTest.odd(folder, variant, steps(20), Map.of("odd", odd));
        assertThat(run.train()).isEqualTo(1);
        return (JournalEvent.Failed) run.lastEvent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            one-likelihood       | logLikelihood by exact returned what it must not: expected 3 numbers, got 1
            likelihood-nan       | logLikelihood by exact returned what it must not: expected numbers below infinity, got NaN
            likelihood-error     | expected standard errors of 0 or more, got -1.0
            method-exactness     | expected different ids of lower-case words joined by dashes, got "Not An Id"
            sample-shape         | sample by exact returned what it must not: expected examples of the shape [2], got the shape [3]
            sample-count         | sample by exact returned what it must not: expected 3 examples, got 1
            sample-nan           | expected finite numbers, got 1 of 6 that are not, the first NaN
            nothing              | the model returned nothing from sample
            reconstruction-count | reconstruct returned what it must not: expected 3 examples, got 1
            metric-name          | expected metrics that the variant declares
            metric-undeclared    | got "undeclared"
            profile-size         | expected at most 20000 numbers in the profile wide, got 100000
            code-width           | encode returned what it must not: expected 6 numbers, got 4
            prior-length         | prior returned what it must not: expected 6 numbers, got 7
            frames               | expected 2 to 2 frames, got 1
            times                | expected times that rise from 0, where sampling starts, to 1 at the sample, got [1.0, 1.0]
            posterior-length     | logPosterior returned what it must not: expected 24 numbers, got 3
            knowledge            | knows returned what it must not: expected what the variant declares, some of [nothing, label, any], got [nothing, label, any, first]
            """)
    void a_wrong_answer_fails_the_run_at_once_and_says_what_was_expected(String odd, String sentence) throws Exception {
        JournalEvent.Failed failed = train("minibatch", odd);
        assertThat(failed.reason()).contains(sentence).hasLineCount(1);
        assertThat(failed.step()).isLessThanOrEqualTo(1);
    }

    @Test
    void an_example_that_the_model_holds_for_impossible_is_no_fault_but_costs_infinitely_many_nats() throws Exception {
        RunForTest run = RunForTest.odd(folder, "minibatch", steps(20), Map.of("odd", "likelihood-impossible"));
        assertThat(run.train()).isZero();
        List<JournalEvent.Evaluated> evaluated = run.events(JournalEvent.Evaluated.class);
        Measurement nll = evaluated.get(evaluated.size() - 1).measurements().stream()
                .filter(each -> each.metric().name().equals("nll"))
                .findFirst()
                .orElseThrow();
        assertThat(nll.value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(nll.context().impossible()).isPositive();
    }

    @Test
    void one_that_reads_the_whole_split_is_asked_after_its_first_step() throws Exception {
        JournalEvent.Failed failed = train("whole", "reconstruction-count");
        assertThat(failed.reason()).contains("expected 3 examples, got 1");
        assertThat(failed.step()).isEqualTo(1);
    }

    @Test
    void a_declared_ability_that_is_missing_fails_the_run_before_it_starts() throws Exception {
        JournalEvent.Failed failed = train("boasting", "none");
        assertThat(failed.reason())
                .isEqualTo("the variant boasting declares that it can discriminate, but its model does not implement"
                        + " Critic");
    }

    @Test
    void an_answer_that_is_wrong_at_the_end_alone_costs_no_training() throws Exception {
        RunForTest run =
                RunForTest.odd(folder, "minibatch", steps(20), Map.of("odd", "reconstruction-count-at-the-end"));
        assertThat(run.train()).isEqualTo(1);
        JournalEvent.Failed failed = (JournalEvent.Failed) run.lastEvent();
        assertThat(failed.step()).isEqualTo(20);
        Checkpoint last = new RunCheckpoints(run.directory()).last().orElseThrow();
        assertThat(last.step()).isEqualTo(20);
        assertThat(last.pending()).containsExactly(Schedule.Task.SAMPLES, Schedule.Task.EVALUATION);
    }

    @Test
    void a_message_of_megabytes_is_cut_and_says_so() throws Exception {
        assertThat(train("minibatch", "long-message").reason())
                .contains("characters are left out")
                .hasSizeLessThanOrEqualTo(JournalLimits.MESSAGE);
    }

    @Test
    void being_asked_changes_no_number_that_comes_later() throws Exception {
        Arguments arguments = RunForTest.of(folder, steps(40), Map.of()).arguments();
        try (RunContext asked = RunContext.open(arguments);
                RunContext other = RunContext.open(arguments)) {
            new Probe(asked).run();
            for (long step = 1; step <= 3; step++) {
                OneBatch batch = new OneBatch(step, asked.data().batch(step, 50));
                assertThat(asked.model().trainStep(batch))
                        .isEqualTo(other.model().trainStep(batch));
            }
        }
    }
}
