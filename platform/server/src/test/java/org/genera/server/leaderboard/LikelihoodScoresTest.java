package org.genera.server.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.genera.db.runs.RunRow;
import org.genera.run.home.Home;
import org.genera.run.home.LikelihoodFile;
import org.genera.run.journal.MeasurementContext;
import org.genera.server.ExampleRun;
import org.genera.server.leaderboard.PerExample.Scores;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric.Direction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikelihoodScoresTest {
    /** As an example run says that its last evaluation was. */
    private static final long LAST_STEP = 100;

    private static final RunRow RUN = ExampleRun.of("r1", "a", 1)
            .with("nllBound", Direction.LOWER, 3, Exactness.LOWER_BOUND, error(0.4))
            .with("bitsPerDimBound", Direction.LOWER, 3, Exactness.LOWER_BOUND, error(0.1))
            .with("nllPerElementBound", Direction.LOWER, 3, Exactness.LOWER_BOUND, error(0.1))
            .with("accuracy", Direction.HIGHER, 90)
            .row();

    @TempDir
    Path folder;

    private Home home;
    private LikelihoodScores scores;

    private static MeasurementContext error(double examples) {
        return MeasurementContext.over("test", 2).examplesError(examples);
    }

    @BeforeEach
    void open() {
        home = new Home(folder);
        scores = new LikelihoodScores(home);
    }

    private void write(long step) {
        new LikelihoodFile(home.run("experiment", "r1").likelihoods(), "nllBound")
                .write(step, "elbo", "digest", new double[] {-2, -4});
    }

    @Test
    void scores_are_costs_of_the_same_examples_in_the_unit_of_their_column() {
        write(LAST_STEP);

        assertThat(scores.of(RUN, "nll").map(Scores::values)).contains(new double[] {2, 4});
        assertThat(scores.of(RUN, "nll").map(Scores::examples)).contains("digest");
        assertThat(scores.of(RUN, "bitsPerDim").map(Scores::values)).contains(new double[] {0.5, 1});
        assertThat(scores.of(RUN, "nllPerElement")).isEmpty();
        assertThat(scores.of(RUN, "accuracy")).isEmpty();
    }

    @Test
    void what_another_end_of_the_run_left_is_not_taken_for_the_value_of_now() {
        write(LAST_STEP - 1);

        assertThat(scores.of(RUN, "nll")).isEmpty();
    }

    @Test
    void runs_of_old_have_none() {
        assertThat(scores.of(RUN, "nll")).isEmpty();
    }
}
