package org.genera.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.genera.run.journal.MeasurementContext;
import org.genera.server.ExampleRun;
import org.genera.server.leaderboard.Leaderboard.Reading;
import org.genera.server.leaderboard.Ranking;
import org.genera.spi.Metric.Direction;
import org.junit.jupiter.api.Test;

class CsvWriterTest {

    private static String line(Object... cells) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvWriter rows = new CsvWriter(bytes)) {
            rows.write(Arrays.asList(cells));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void text_that_a_spreadsheet_would_run_gets_an_apostrophe() throws IOException {
        assertThat(line("=HYPERLINK(1)")).isEqualTo("\"'=HYPERLINK(1)\"\n");
        for (String beginning : List.of("+", "-", "@")) {
            assertThat(line(beginning + "1")).isEqualTo("\"'" + beginning + "1\"\n");
        }
        assertThat(line("\t=1")).contains("'\t=1");
    }

    @Test
    void numbers_stay_numbers_below_zero_too_and_read_back_as_they_were() throws IOException {
        double third = -1.0 / 3;

        assertThat(line(-5, third, 1e-300).strip().split(","))
                .containsExactly("-5", Double.toString(third), Double.toString(1e-300));
    }

    @Test
    void commas_quotes_and_line_breaks_are_quoted_and_nothing_is_an_empty_cell() throws IOException {
        assertThat(line("a,b", "say \"x\"", null, "c")).isEqualTo("\"a,b\",\"say \"\"x\"\"\",,c\n");
        assertThat(line("two\nlines")).isEqualTo("\"two\nlines\"\n");
    }

    @Test
    void a_line_of_a_leaderboard_tells_the_context_of_each_quantity() {
        MeasurementContext told = MeasurementContext.over("test=9-12", 3)
                .extractor("classifier-12ab")
                .samples(5, "Ancestral")
                .setting("k = 5")
                .biasFloor(0.25)
                .ceiling(2, 4);
        String[] lines = new String(
                        LeaderboardCsv.of(Ranking.of(
                                List.of(ExampleRun.of("r1", "a", 1)
                                        .with("distance", Direction.LOWER, 3, told)
                                        .row()),
                                Reading.LAST,
                                null,
                                null)),
                        StandardCharsets.UTF_8)
                .split("\n");

        assertThat(lines[0])
                .contains(
                        "\"distance extractor\",\"distance split\"",
                        "\"distance references\",\"distance sampler\",\"distance setting\",\"distance bias floor\"",
                        "\"distance ceiling\",\"distance ceiling examples\",\"distance ratio to ceiling\"");
        assertThat(lines[1]).contains(",classifier-12ab,test=9-12,5,3,Ancestral,\"k = 5\",0.25,2.0,4,1.5,");
    }

    @Test
    void every_line_of_a_leaderboard_has_as_many_cells_as_its_head() {
        String csv = new String(
                LeaderboardCsv.of(Ranking.of(
                        List.of(
                                ExampleRun.of("r1", "a", 1)
                                        .with("distance", Direction.LOWER, 1.5)
                                        .row(),
                                ExampleRun.of("r2", "a", 2)
                                        .with("distance", Direction.LOWER, 2.5)
                                        .row(),
                                ExampleRun.of("r3", "b", 1).row()),
                        Reading.LAST,
                        null,
                        null)),
                StandardCharsets.UTF_8);
        String[] lines = csv.split("\n");

        assertThat(lines).hasSize(3);
        assertThat(lines[0]).contains("distance mean", "distance standard deviation", "trainSeconds [s] mean");
        assertThat(lines[1]).contains(",2.0,0.7071067811865476,");
        for (String line : lines) {
            assertThat(cells(line)).hasSameSizeAs(cells(lines[0]));
        }
    }

    private static String[] cells(String line) {
        return line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1);
    }
}
