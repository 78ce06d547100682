package org.genera.server.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricSummary;
import org.genera.db.series.MetricSummary.Origin;
import org.genera.db.series.SeriesStatistics;
import org.genera.run.RunState;
import org.genera.run.journal.MeasurementContext;
import org.genera.run.journal.MeasurementContext.ScoredValues;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.Protocol;
import org.genera.run.spec.RunSpec;
import org.genera.server.leaderboard.Leaderboard.Column;
import org.genera.spi.Likelihood.ReferenceMeasure;
import org.genera.spi.Metric;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private static final PinnedRun CLIP =
            new PinnedRun("e", "clip1", 400, "9f3a0011beef4242", "clip", "plain", "clip", "1", "cd");

    @Test
    void a_distance_in_the_features_of_a_run_has_a_column_for_each_checkpoint_among_the_first() {
        RunRow run = run(
                Protocol.usual(),
                "coverage",
                "featuresCoverage/clip1/400/9f3a0011",
                "featuresFrechetDistance/clip1/400/9f3a0011",
                "featuresFrechetDistance/clip1/800/77aa0011");
        List<Column> columns = Measures.columns(List.of(run));
        assertThat(columns)
                .extracting(Column::key)
                .startsWith(
                        "featuresFrechetDistance/clip1/400/9f3a0011",
                        "featuresFrechetDistance/clip1/800/77aa0011",
                        "coverage",
                        "featuresCoverage/clip1/400/9f3a0011");
        assertThat(columns).extracting(Column::headline).startsWith(true, true, true, false);
    }

    @Test
    void what_a_protocol_measures_in_besides_is_no_other_setup() {
        RunSetup usual = RunSetup.of(run(Protocol.usual()));
        assertThat(RunSetup.of(run(Protocol.usual().seenBy(CLIP))).differencesFrom(usual))
                .isEmpty();
    }

    @Test
    void every_column_is_in_the_list_of_what_its_number_is_and_in_its_order() throws IOException {
        String list = Files.readString(Path.of("MEASURES.md"));
        String columns = list.substring(0, list.indexOf("## References"));
        List<String> rows = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
                .matcher(columns)
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(rows).containsExactlyElementsOf(Measures.quantities());
    }

    @Test
    void every_reference_is_in_the_list_too() throws IOException {
        String list = Files.readString(Path.of("MEASURES.md"));
        String references = list.substring(list.indexOf("## References"));

        assertThat(references).contains("| `" + new Reference(null, null, Set.of()).id() + "` |");
        for (ReferenceMeasure measure : ReferenceMeasure.values()) {
            assertThat(references).contains("| `" + new Reference(measure, null, Set.of()).id() + "` |");
        }
        for (ScoredValues values : ScoredValues.values()) {
            assertThat(references)
                    .contains("| `" + new Reference(ReferenceMeasure.LEBESGUE, values, Set.of()).id() + "` |");
        }
    }

    private static RunRow run(Protocol protocol, String... measured) {
        RunSpec spec = new RunSpec(
                "r",
                "e",
                "vae",
                "plain",
                Map.of(),
                List.of(),
                1,
                "cpu",
                new ExperimentSetup(
                        new DataSelection("ring8", "", Preprocessing.none()),
                        new Budget(Budget.Unit.STEPS, 10, 10),
                        protocol),
                new RunSpec.Provenance("1", "vae", "1", "ab", "cd", "17", "linux"),
                Instant.EPOCH);
        List<MetricSummary> metrics =
                Stream.of(measured).map(MeasuresTest::summary).toList();
        return new RunRow(
                spec,
                "group",
                new RunState.Queued(Instant.EPOCH),
                "",
                10,
                10,
                1,
                10,
                10,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                metrics);
    }

    private static MetricSummary summary(String name) {
        Metric metric = new Metric(name, name, "", Metric.Direction.LOWER);
        return new MetricSummary(
                "evaluation",
                new Origin(metric, null, MeasurementContext.NONE, ""),
                new SeriesStatistics(1, 1, 1, 1, 1, 1, 1, 1, 1, 0));
    }
}
