package org.genera.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.genera.db.runs.RunRow;
import org.genera.db.series.Points;
import org.genera.db.series.PointsBuilder;
import org.genera.db.series.Series;
import org.genera.db.series.SeriesQuery;
import org.genera.db.series.SeriesStatistics;
import org.genera.run.RunState;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.run.spec.RunSpec;
import org.junit.jupiter.api.Test;

class KilledProcessTest extends OnEachEngine {
    private static final int KILLS = 4;

    @Test
    void what_was_acknowledged_survives_a_kill_and_nothing_counts_twice() throws Exception {
        Path journal = folder.resolve("journal.jsonl");
        try (Journal.Writer writer = Journal.Writer.open(journal)) {
            writer.append(seq -> Example.started(seq, 0, 0));
            for (long step = 1; step <= 30_000; step += 3) {
                long from = step;
                writer.append(seq -> Example.losses(seq, from, from + 2));
            }
        }
        RunSpec spec = Example.run("r", "a", "vae", 1, 1);
        db.experiments().insert(Example.experiment("a", "A", "", 0));
        db.runs().insert(spec, spec.group(), new RunState.Queued(T0));
        Random random = new Random(7);

        for (int kill = 0; kill < KILLS; kill++) {
            db.close();
            long acknowledged = ingestAndKill(journal, 20 + random.nextInt(150));
            db = ExperimentsDb.open(place.url());

            RunRow row = db.runs().findWithMetrics("r").orElseThrow();
            assertThat(row.journalOffset()).isGreaterThanOrEqualTo(acknowledged);
            assertHoldsExactly(row, Journal.read(journal, 0, Math.toIntExact(row.journalOffset())));
        }
    }

    private long ingestAndKill(Path journal, int acknowledgements) throws Exception {
        Process process = IngestingProcess.command(place.url(), journal.toString(), "r")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = -1;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            for (int i = 0; line != null; i++) {
                if (line.matches("\\d+")) {
                    acknowledged = Long.parseLong(line);
                }
                if (i == acknowledgements) {
                    // Process.destroyForcibly would close the stream with what was acknowledged.
                    process.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, not ended").isEqualTo(137);
        assertThat(acknowledged).isPositive();
        return acknowledged;
    }

    private void assertHoldsExactly(RunRow row, Journal.Chunk prefix) {
        assertThat(prefix.nextOffset()).isEqualTo(row.journalOffset());
        PointsBuilder expected = new PointsBuilder();
        for (JournalEvent event : prefix.events()) {
            if (event instanceof JournalEvent.Points points) {
                JournalEvent.Series loss = points.series().get(0);
                expected.add(new Points(loss.steps(), loss.trainMillis(), loss.values()));
            }
        }
        Points points = expected.build();
        Series stored = db.metrics()
                .series(new SeriesQuery(List.of("r"), List.of("loss"), 0, Long.MAX_VALUE, 100_000))
                .get(0);
        assertThat(stored.steps()).isEqualTo(points.steps());
        assertThat(stored.last()).isEqualTo(points.numbers());
        SeriesStatistics statistics = row.metrics().get(0).statistics();
        assertThat(statistics).isEqualTo(SeriesStatistics.of(points));
        assertThat(statistics.lastStep()).isEqualTo(row.step());
    }
}
