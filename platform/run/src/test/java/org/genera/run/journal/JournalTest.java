package org.genera.run.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.genera.run.Json;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.JournalEvent.Series;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.request.RunInDraw;
import org.genera.run.spec.PinnedRun;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.genera.spi.Profiles.Form;
import org.genera.spi.Profiles.Profile;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Metric LOSS = new Metric("loss", "Loss", "nats", Metric.Direction.LOWER);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name_the_file() {
        file = folder.resolve("journal.jsonl");
    }

    @Test
    void what_older_versions_wrote_is_read_on() throws Exception {
        Profile few = Json.read(
                "{\"name\":\"kl\",\"title\":\"KL\",\"axis\":\"latent\",\"unit\":\"nats\",\"values\":[1,2]}",
                Profile.class);
        assertThat(few.form()).isEqualTo(Form.BARS);
        assertThat(few.rows()).isEqualTo(1);
        assertThat(few.columns()).isEqualTo(2);
        assertThat(new Profile("trace", "Trace", "draw", "", new double[500]).form())
                .isEqualTo(Form.LINE);
        MeasurementContext told = Json.read(
                "{\"extractor\":\"\",\"split\":\"test\",\"samples\":0,\"references\":900,\"sampler\":\"\",\"setting\":\"\"}",
                MeasurementContext.class);
        assertThat(told).isEqualTo(MeasurementContext.over("test", 900));
        assertThat(Json.write(told)).doesNotContain("given", "measure", "standardError");
        String film =
                "{\"id\":\"film\",\"kind\":\"trajectory\",\"title\":\"\",\"step\":1,\"shape\":[2],\"range\":\"real\","
                        + "\"count\":1,\"columns\":0,\"frames\":[\"a\",\"b\"],\"sampler\":\"\",\"settings\":{},\"noiseSeed\":1,"
                        + "\"sampleMillis\":1}";
        assertThat(Json.read(film, SampleSet.class).layout().times()).isEmpty();
    }

    @Test
    void a_matrix_whose_rows_are_not_equally_long_is_refused() {
        assertThatThrownBy(() -> Profile.matrix("pairs", "Pairs", "from", 2, "to", "", new double[3]))
                .hasMessage("need rows of equal length in the profile pairs, got 3 numbers for 2 rows");
    }

    @Test
    void every_kind_of_event_survives_the_journal() {
        SampleSet set = new SampleSet(
                "samples-1",
                "by_class",
                "By class",
                7,
                SampleSet.Layout.still(List.of(2, 2, 1), ValueRange.UNIT, 4, 2),
                new SampleSet.Draw("ancestral", Map.of("steps", 50), 3, OptionalInt.of(4), 12),
                null);
        SampleSet neighbours = new SampleSet(
                "neighbours-1",
                "neighbours",
                "Nearest",
                7,
                new SampleSet.Layout(List.of(2), ValueRange.REAL, 4, 2, List.of(""), List.of(1.0), List.of()),
                new SampleSet.Draw(
                        "ancestral",
                        Map.of(),
                        3,
                        OptionalInt.empty(),
                        12,
                        "first half",
                        Map.of(
                                "guide",
                                new RunInDraw(new PinnedRun("e", "r", 3, "ab", "f", "v", "p", "1", "cd"), 2, 1.5))),
                new SampleSet.Neighbours(
                        "raw coordinates", List.of(List.of(0.0), List.of(Double.NaN)), 100, 900, 0.5, 0.1));
        EvaluationRequest request =
                new EvaluationRequest("again", OptionalLong.of(2), "ancestral", Map.of("steps", 50), 100, 200, 5);
        List<JournalEvent> events = List.of(
                new JournalEvent.Started(0, NOW, 1, 50, 1234, NOW, "gpu:0", 99, 1_000, List.of(LOSS)),
                new JournalEvent.Phase(1, NOW, "evaluating"),
                new JournalEvent.Points(
                        2,
                        NOW,
                        2,
                        0.5,
                        40,
                        List.of(
                                new Series("loss", new long[] {1, 2}, new long[] {20, 40}, new double[] {
                                    1 / 3.0, Double.NaN
                                }),
                                new Series(
                                        "elbo", new long[] {2}, new long[] {40}, new double[] {Double.NEGATIVE_INFINITY
                                        }))),
                new JournalEvent.Evaluated(
                        3,
                        NOW,
                        2,
                        40,
                        List.of(
                                new Measurement(
                                        LOSS,
                                        0.25,
                                        Exactness.LOWER_BOUND,
                                        MeasurementContext.over("test", 900)
                                                .samples(500, "Ancestral")
                                                .extractor("classifier-12ab")
                                                .setting("k = 5")
                                                .biasFloor(0.125)
                                                .ceiling(2.5, 1_000),
                                        "k = 100"),
                                new Measurement(LOSS, Double.POSITIVE_INFINITY, null, MeasurementContext.NONE, ""))),
                new JournalEvent.Profiled(
                        4, NOW, 2, Profile.matrix("pairs", "Pairs", "from", 1, "to", "share", new double[] {1, 2})),
                new JournalEvent.Sampled(5, NOW, set),
                new JournalEvent.Drawn(6, NOW, "request", set),
                new JournalEvent.DrawFailed(7, NOW, "request", "no such step"),
                new JournalEvent.Checkpointed(8, NOW, 2, 40, "step-000000002"),
                new JournalEvent.Finished(9, NOW, 2, 40),
                new JournalEvent.Failed(10, NOW, 2, "loss is NaN at step 2"),
                new JournalEvent.Cancelled(11, NOW, 2),
                new JournalEvent.EvaluatedAgain(
                        12,
                        NOW,
                        2,
                        40,
                        request,
                        List.of(new Measurement(LOSS, 0.25, null, MeasurementContext.NONE, "")),
                        List.of(neighbours)),
                new JournalEvent.EvaluationFailed(13, NOW, request, "no such step"),
                new JournalEvent.Paused(14, NOW, 2, 1),
                new JournalEvent.Noticed(15, NOW, "a checkpoint was damaged"),
                new JournalEvent.StageEnded(16, NOW, 2, 40, "codes", "Codes", true));
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            events.forEach(event -> writer.append(seq -> event));
        }
        List<JournalEvent> read = Journal.readAll(file);
        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(events);
        assertThat(events).hasSize(JournalEvent.class.getPermittedSubclasses().length);
    }

    @Test
    void a_measurement_of_a_journal_without_circumstances_is_still_read() throws IOException {
        Files.writeString(
                file,
                "{\"type\":\"evaluated\",\"seq\":0,\"at\":\"2026-01-01T00:00:00Z\",\"step\":2,\"trainMillis\":40,"
                        + "\"measurements\":[{\"metric\":{\"name\":\"loss\",\"title\":\"Loss\",\"unit\":\"\","
                        + "\"direction\":\"lower\"},\"value\":0.25,\"exactness\":null,\"detail\":\"raw coordinates\"}]}\n");
        JournalEvent.Evaluated read =
                (JournalEvent.Evaluated) Journal.readAll(file).get(0);
        assertThat(read.measurements().get(0).context()).isEqualTo(MeasurementContext.NONE);
        assertThat(read.measurements().get(0).value()).isEqualTo(0.25);
        assertThat(read.measurements().get(0).detail()).isEqualTo("raw coordinates");
    }

    @Test
    void a_measurement_of_a_journal_of_old_calls_its_context_circumstances() throws IOException {
        Measurement measured = new Measurement(LOSS, 0.25, null, MeasurementContext.over("test", 900), "");
        String older = Json.write(measured).replace("\"context\":", "\"circumstances\":");
        assertThat(older).contains("circumstances");
        assertThat(Json.read(older, Measurement.class)).isEqualTo(measured);
    }

    @Test
    void the_ratio_to_the_ceiling_is_not_told_where_the_ceiling_is_noise_about_zero() {
        MeasurementContext biased = MeasurementContext.NONE.ceiling(2, 1_000);
        assertThat(biased.ratioToCeiling(5)).isEqualTo(2.5);
        assertThat(biased.biasFloor(0.1).ratioToCeiling(5)).isEqualTo(2.5);
        assertThat(biased.biasFloor(0).ratioToCeiling(5)).isNaN();
        assertThat(MeasurementContext.NONE.ratioToCeiling(5)).isNaN();
        assertThat(MeasurementContext.NONE.ceiling(-1e-4, 1_000).ratioToCeiling(5))
                .isNaN();
        assertThat(MeasurementContext.NONE.ceiling(Double.NaN, 1_000)).isEqualTo(MeasurementContext.NONE);
    }

    @Test
    void sequence_numbers_go_on_where_the_last_writer_stopped() {
        for (int open = 0; open < 3; open++) {
            try (Journal.Writer writer = Journal.Writer.open(file)) {
                writer.append(seq -> new JournalEvent.Phase(seq, NOW, "a"));
                writer.append(seq -> new JournalEvent.Phase(seq, NOW, "b"));
            }
        }
        assertThat(Journal.readAll(file)).extracting(JournalEvent::seq).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void a_line_that_a_killed_writer_left_is_not_read_and_then_cut_off() throws IOException {
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            writer.append(seq -> new JournalEvent.Phase(seq, NOW, "whole"));
        }
        Files.writeString(file, "{\"type\":\"phase\",\"seq\":1,\"at", StandardOpenOption.APPEND);
        assertThat(Journal.readAll(file)).hasSize(1);
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            writer.append(seq -> new JournalEvent.Phase(seq, NOW, "next"));
        }
        assertThat(Journal.readAll(file)).extracting(JournalEvent::seq).containsExactly(0L, 1L);
    }

    @Test
    void a_journal_cut_at_any_byte_gives_its_complete_lines() throws IOException {
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            for (int i = 0; i < 4; i++) {
                writer.append(seq -> new JournalEvent.Phase(seq, NOW, "größe " + seq));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.jsonl");
        for (int length = 0; length <= whole.length; length++) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            Files.write(cut, part);
            long lines = new String(part, java.nio.charset.StandardCharsets.ISO_8859_1)
                    .chars()
                    .filter(each -> each == '\n')
                    .count();
            assertThat(Journal.readAll(cut)).hasSize((int) lines);
        }
    }

    @Test
    void a_reader_goes_on_at_its_offset_and_reads_nothing_twice() {
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            long offset = 0;
            for (int i = 0; i < 5; i++) {
                writer.append(seq -> new JournalEvent.Phase(seq, NOW, "x"));
                Journal.Chunk chunk = Journal.read(file, offset, 1 << 20);
                assertThat(chunk.events()).extracting(JournalEvent::seq).containsExactly((long) i);
                offset = chunk.nextOffset();
            }
            assertThat(Journal.read(file, offset, 1 << 20).events()).isEmpty();
        }
    }

    @Test
    void a_line_longer_than_the_wanted_bytes_is_read_whole() {
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            writer.append(seq -> new JournalEvent.Phase(seq, NOW, "long ".repeat(150)));
        }
        assertThat(Journal.read(file, 0, 16).events()).hasSize(1);
    }

    @Test
    void a_journal_that_is_not_there_has_no_events() {
        assertThat(Journal.readAll(file)).isEmpty();
    }

    /** Three events, the one in the middle as the test wants it. */
    private void writeAround(byte[] middle) throws IOException {
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            writer.append(seq -> new JournalEvent.Phase(seq, NOW, "before"));
        }
        Files.write(file, middle, StandardOpenOption.APPEND);
        Files.writeString(
                file,
                "{\"type\":\"phase\",\"seq\":2,\"at\":\"2026-01-01T00:00:00Z\",\"phase\":\"behind\"}\n",
                StandardOpenOption.APPEND);
    }

    private void assertOneGapAndTheRest(String reason) {
        Journal.Chunk chunk = Journal.read(file, 0, 1 << 20);
        assertThat(chunk.events()).extracting(JournalEvent::seq).containsExactly(0L, 2L);
        assertThat(chunk.gaps()).hasSize(1);
        assertThat(chunk.gaps().get(0).sentence()).contains(reason).endsWith("event 1 is left out.");
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            writer.append(seq -> new JournalEvent.Phase(seq, NOW, "resumed"));
        }
        assertThat(Journal.readAll(file)).extracting(JournalEvent::seq).containsExactly(0L, 2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"phase\",\"seq\":1,\"at\":\"2026-01-0\n",
                "{\"type\":\"phase\",\"seq\":1}\n",
                "null\n",
                "42\n",
                "\n",
                "\u0001\u0000\uFFFD{}{}[\n\n\n",
                "\u0000\u0000\u0000\u0000\u0000\u0000",
                "{\"type\":\"phase\",\"seq\":1,\"at\":\"2026",
                "{\"type\":\"points\",\"seq\":1,\"at\":\"2026-01-01T00:00:00Z\",\"step\":\"many\"}\n",
                "{\"type\":\"evaluated\",\"seq\":1,\"at\":\"2026-01-01T00:00:00Z\",\"step\":1,\"measurements\":"
                        + "[{\"metric\":{\"name\":\"no name!\"}}]}\n"
            })
    void a_damaged_line_costs_itself_alone(String damaged) throws IOException {
        writeAround(damaged.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertOneGapAndTheRest("cannot be read at byte");
    }

    @Test
    void lines_that_are_missing_are_told() throws IOException {
        writeAround(new byte[0]);
        assertOneGapAndTheRest("lines are missing");
        Journal.Gap gap = Journal.read(file, 0, 1 << 20).gaps().get(0);
        assertThat(gap.sentence())
                .isEqualTo("The journal is not whole before byte " + gap.offset()
                        + ": lines are missing or stand in another order; event 1 is left out.");
    }

    @Test
    void an_event_of_a_later_version_is_left_out_and_named() throws IOException {
        writeAround("{\"type\":\"dreamt\",\"seq\":1,\"at\":\"2026-01-01T00:00:00Z\"}\n"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertOneGapAndTheRest("of the type dreamt, which this version of Genera does not know");
    }

    @Test
    void a_line_of_a_hundred_megabytes_is_passed_over_in_little_memory() throws IOException {
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            writer.append(seq -> new JournalEvent.Phase(seq, NOW, "before"));
        }
        try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
            hole.seek(hole.length() + 100_000_000);
            hole.write('\n');
        }
        Files.writeString(
                file,
                "{\"type\":\"phase\",\"seq\":2,\"at\":\"2026-01-01T00:00:00Z\",\"phase\":\"behind\"}\n",
                StandardOpenOption.APPEND);
        assertThat(Journal.readAll(file)).extracting(JournalEvent::seq).containsExactly(0L, 2L);
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            writer.append(seq -> new JournalEvent.Phase(seq, NOW, "resumed"));
        }
        assertThat(Journal.readAll(file)).extracting(JournalEvent::seq).containsExactly(0L, 2L, 3L);
    }

    @Test
    void a_journal_that_has_become_shorter_is_read_on_from_its_end() throws IOException {
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            writer.append(seq -> new JournalEvent.Phase(seq, NOW, "kept"));
        }
        long kept = Files.size(file);
        Journal.Chunk chunk = Journal.read(file, kept + 500, 1 << 20);
        assertThat(chunk.nextOffset()).isEqualTo(kept);
        assertThat(chunk.events()).isEmpty();
        assertThat(chunk.gaps().get(0).sentence()).contains("its end, which had been read before, is lost");
    }

    @Test
    void what_could_not_be_kept_is_not_written() throws IOException {
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            assertThatThrownBy(() -> writer.append(seq -> new JournalEvent.Points(
                            seq,
                            NOW,
                            1,
                            0,
                            0,
                            List.of(new Series("weird name!", new long[] {1}, new long[] {1}, new double[] {1})))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("weird name!");
            assertThatThrownBy(() -> writer.append(seq -> new JournalEvent.Profiled(
                            seq, NOW, 1, new Profile("wide", "Wide", "", "", new double[100_000]))))
                    .hasMessage("expected at most 20000 numbers in the profile wide, got 100000");
            assertThatThrownBy(() -> writer.append(seq -> new JournalEvent.Phase(seq, NOW, "a\0b")))
                    .hasMessageContaining("NUL");
            writer.append(seq -> new JournalEvent.Phase(seq, NOW, "next"));
        }
        assertThat(Journal.readAll(file)).extracting(JournalEvent::seq).containsExactly(0L);
    }

    @Test
    void a_message_that_is_too_long_loses_its_middle_and_says_so() {
        try (Journal.Writer writer = Journal.Writer.open(file)) {
            writer.append(seq -> new JournalEvent.Failed(seq, NOW, 1, "begin " + "x".repeat(2_000_000) + " end"));
        }
        String reason = ((JournalEvent.Failed) Journal.readAll(file).get(0)).reason();
        assertThat(reason.length()).isLessThanOrEqualTo(JournalLimits.MESSAGE);
        assertThat(reason).startsWith("begin ").endsWith(" end").contains("1990210 characters are left out");
    }
}
