package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.genera.testkit.StagesFamily.MEAN_STAGE;
import static org.genera.testkit.StagesFamily.MEAN_THEN_SPREAD;
import static org.genera.testkit.StagesFamily.READS_NOTHING;
import static org.genera.testkit.StagesFamily.SPREAD_STAGE;
import static org.genera.testkit.StagesFamily.THREE_A_STEP;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.genera.evaluation.Cost;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.StageEnded;
import org.genera.run.request.DrawRequest;
import org.genera.run.spec.Budget;
import org.genera.worker.checkpoints.Checkpoint;
import org.genera.worker.checkpoints.DataRead;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of variants whose steps do not read one minibatch each. */
class StagesTest {
    @TempDir
    Path folder;

    private RunForTest run(String name, String variant, Budget budget, Map<String, Object> values) throws Exception {
        return RunForTest.stages(Files.createDirectories(folder.resolve(name)), variant, budget, values);
    }

    @Test
    void an_epoch_is_what_is_read_however_many_steps_that_takes() throws Exception {
        // 8,000 examples are 160 minibatches of 50, three a step; the last step is not cut short.
        RunForTest run = run("three", THREE_A_STEP, new Budget(Budget.Unit.EPOCHS, 1, 50), Map.of());
        assertThat(run.train()).isZero();
        assertThat(((JournalEvent.Finished) run.lastEvent()).step()).isEqualTo(54);
        Checkpoint last = new RunCheckpoints(run.directory()).last().orElseThrow();
        assertThat(place(last).read()).isEqualTo(new DataRead(162, 0, 0L));
        List<JournalEvent.Evaluated> evaluated = run.events(JournalEvent.Evaluated.class);
        JournalEvent.Evaluated end = evaluated.get(evaluated.size() - 1);
        double seconds = measured(end, Cost.TRAIN_SECONDS.name());
        assertThat(measured(end, Cost.EXAMPLES_PER_SECOND.name()) * seconds).isCloseTo(8_100, within(1e-6));
    }

    private static Checkpoint.Place place(Checkpoint checkpoint) {
        return Objects.requireNonNull(checkpoint.place());
    }

    private static double measured(JournalEvent.Evaluated evaluated, String metric) {
        return evaluated.measurements().stream()
                .filter(each -> each.metric().name().equals(metric))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void a_resumed_run_goes_on_with_the_minibatch_it_would_have_read() throws Exception {
        RunForTest whole = run("whole", THREE_A_STEP, RunForTest.steps(60), Map.of());
        whole.train();
        RunForTest killed = run("killed", THREE_A_STEP, RunForTest.steps(60), Map.of());
        killed.train();
        goBack(killed, 40);
        assertThat(killed.train()).isZero();
        assertThat(losses(killed, 41)).isEqualTo(losses(whole, 41));
        assertThat(model(killed, 60)).isEqualTo(model(whole, 60));
    }

    /** As if the worker had been killed when the journal was written and no later checkpoint was. */
    private static void goBack(RunForTest run, long step) {
        RunCheckpoints checkpoints = new RunCheckpoints(run.directory());
        for (Checkpoint each : checkpoints.all()) {
            if (each.step() > step) {
                checkpoints.remove(each.step());
            }
        }
        assertThat(checkpoints.last().orElseThrow().step()).isEqualTo(step);
    }

    /** Of the last segment. */
    private static List<Double> losses(RunForTest run, long from) {
        List<Double> losses = new ArrayList<>();
        for (JournalEvent event : run.events()) {
            if (event instanceof JournalEvent.Started) {
                losses.clear();
            } else if (event instanceof JournalEvent.Points points) {
                for (JournalEvent.Series series : points.series()) {
                    for (int i = 0; i < series.steps().length; i++) {
                        if (series.steps()[i] >= from) {
                            losses.add(series.values()[i]);
                        }
                    }
                }
            }
        }
        return losses;
    }

    private static byte[] model(RunForTest run, long step) throws Exception {
        RunDirectory directory = run.directory();
        return Files.readAllBytes(directory.checkpoint(step).resolve("model").resolve("numbers"));
    }

    @Test
    void stages_share_the_budget_and_the_protocol_waits_until_the_model_can_be_drawn_from() throws Exception {
        RunForTest run = run("two", MEAN_THEN_SPREAD, RunForTest.steps(20), Map.of());
        assertThat(run.train()).isZero();
        StageEnded ended = onlyEnd(run);
        assertThat(ended.stage()).isEqualTo(MEAN_STAGE);
        assertThat(ended.title()).isEqualTo("Mean");
        assertThat(ended.step()).isEqualTo(10);
        assertThat(ended.converged()).isFalse();
        assertThat(run.events(JournalEvent.Sampled.class))
                .filteredOn(event -> !event.set().kind().equals("reference"))
                .isNotEmpty()
                .allMatch(event -> event.set().step() > 10);
        assertThat(run.events(JournalEvent.Evaluated.class)).isNotEmpty().allMatch(event -> event.step() > 10);
        // What became due in the first stage is done once, as soon as it can be.
        assertThat(run.events(JournalEvent.Evaluated.class).get(0).step()).isEqualTo(11);
        assertThat(run.events(JournalEvent.Checkpointed.class))
                .extracting(JournalEvent.Checkpointed::step)
                .contains(10L);
        assertThat(stages(run)).containsEntry(20L, SPREAD_STAGE);
    }

    private static StageEnded onlyEnd(RunForTest run) {
        List<StageEnded> ends = run.events(StageEnded.class);
        assertThat(ends).hasSize(1);
        return ends.get(0);
    }

    private static Map<Long, String> stages(RunForTest run) {
        Map<Long, String> stages = new java.util.TreeMap<>();
        new RunCheckpoints(run.directory())
                .all()
                .forEach(each -> stages.put(each.step(), place(each).stage()));
        return stages;
    }

    @Test
    void a_run_killed_at_the_border_of_two_stages_goes_on_bit_for_bit() throws Exception {
        RunForTest whole = run("whole", MEAN_THEN_SPREAD, RunForTest.steps(20), Map.of());
        whole.train();
        RunForTest killed = run("killed", MEAN_THEN_SPREAD, RunForTest.steps(20), Map.of());
        killed.inSweep(0.5);
        assertThat(killed.train()).isZero();
        assertThat(stages(killed)).containsEntry(10L, MEAN_STAGE);
        goBack(killed, 10);
        killed.train();
        assertThat(losses(killed, 11)).isEqualTo(losses(whole, 11));
        assertThat(model(killed, 20)).isEqualTo(model(whole, 20));
        onlyEnd(killed);
    }

    @Test
    void convergence_ends_the_stage_and_not_the_run() throws Exception {
        RunForTest run = run("early", MEAN_THEN_SPREAD, RunForTest.steps(20), Map.of("settledAfter", 4L));
        assertThat(run.train()).isZero();
        assertThat(onlyEnd(run).step()).isEqualTo(4);
        assertThat(onlyEnd(run).converged()).isTrue();
        // The second stage has its own half, and no more.
        assertThat(((JournalEvent.Finished) run.lastEvent()).step()).isEqualTo(14);
    }

    @Test
    void a_stage_ends_again_where_it_ended_whatever_the_clock_says() throws Exception {
        Budget budget = new Budget(Budget.Unit.SECONDS, 0.2, 50);
        RunForTest run = run("seconds", MEAN_THEN_SPREAD, budget, Map.of());
        assertThat(run.train()).isZero();
        long border = onlyEnd(run).step();
        List<Double> first = losses(run, 1).subList(0, (int) border);
        RunCheckpoints checkpoints = new RunCheckpoints(run.directory());
        checkpoints.all().forEach(each -> checkpoints.remove(each.step()));
        assertThat(run.train()).isZero();
        assertThat(onlyEnd(run).step()).isEqualTo(border);
        assertThat(losses(run, 1).subList(0, (int) border)).isEqualTo(first);
    }

    @Test
    void a_request_for_samples_of_a_stage_that_has_none_is_refused_in_a_sentence() throws Exception {
        RunForTest run = run("paused", MEAN_THEN_SPREAD, RunForTest.steps(20), Map.of("settledAfter", 5L))
                .inSweep(0.5);
        run.train();
        DrawRequest request = new DrawRequest(
                "request", "samples", OptionalLong.of(5), 4, 1, "exact", Map.of(), java.util.OptionalInt.empty());
        assertThat(run.draw(request)).isEqualTo(1);
        assertThat(((JournalEvent.DrawFailed) run.lastEvent()).reason())
                .isEqualTo(
                        "step: the checkpoint of step 5 is of the stage \"Mean\", whose model cannot be drawn from or"
                                + " measured yet; choose one of a later stage");
    }

    @Test
    void what_reads_nothing_trains_by_steps_and_not_by_epochs() throws Exception {
        RunForTest run = run("steps", READS_NOTHING, RunForTest.steps(10), Map.of());
        assertThat(run.train()).isZero();
        assertThat(place(new RunCheckpoints(run.directory()).last().orElseThrow())
                        .read())
                .isEqualTo(DataRead.NOTHING);
        List<JournalEvent.Evaluated> evaluated = run.events(JournalEvent.Evaluated.class);
        assertThat(evaluated.get(evaluated.size() - 1).measurements())
                .extracting(each -> each.metric().name())
                .contains(Cost.TRAIN_SECONDS.name())
                .doesNotContain(Cost.EXAMPLES_PER_SECOND.name());
        RunForTest epochs = run("epochs", READS_NOTHING, new Budget(Budget.Unit.EPOCHS, 1, 50), Map.of());
        assertThat(epochs.train()).isEqualTo(1);
        assertThat(((JournalEvent.Failed) epochs.lastEvent()).reason()).contains("steps or seconds", READS_NOTHING);
    }
}
