package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.SampleSet;
import org.genera.spi.Batch;
import org.genera.spi.ValueRange;
import org.genera.testkit.CountingFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of the counting family: on sequences from a known hidden Markov model, on pairs, on unpaired domains. */
class SequencesAndPairsTest {
    @TempDir
    Path folder;

    @Test
    void a_run_on_sequences_learns_how_frequent_symbols_are() throws Exception {
        RunForTest run = onSequences();
        assertThat(run.train()).isZero();
        assertThat(run.lastEvent()).isInstanceOf(JournalEvent.Finished.class);
        List<JournalEvent.Evaluated> evaluated = run.events(JournalEvent.Evaluated.class);
        JournalEvent.Evaluated last = evaluated.get(evaluated.size() - 1);
        assertThat(last.measurements())
                .extracting(each -> each.metric().name())
                .contains("nll", "secondsPerThousandSamples", "parameters")
                .doesNotContain("slicedWasserstein", "frechetDistance", "precision", "modesRecovered", "nllBits");

        Measurement perElement = measurement(last, "nllPerElement");
        assertThat(perElement.detail()).matches("the model behind the data scores 1\\.0[89]\\d* itself");

        Batch test = new DataCatalogue(folder)
                .prepare(fever(), RunForTest.PROTOCOL.division(), 1)
                .scored(RunForTest.PROTOCOL.testExamples());
        double[] ofSymbol = new double[3];
        double all = 0;
        for (int i = 0; i < test.count(); i++) {
            for (int t = 0; t < test.lengths()[i]; t++) {
                ofSymbol[(int) test.values()[40 * i + t]]++;
                all++;
            }
        }
        double entropy = 0;
        for (double count : ofSymbol) {
            entropy -= count / all * Math.log(count / all);
        }
        // The likelihood of independent symbols at the frequencies of the test split itself; nothing beyond an end
        // counts.
        assertThat(measurement(last, "nll").value()).isCloseTo(entropy * all / test.count(), within(0.05));
        assertThat(perElement.value()).isCloseTo(entropy, within(0.002));
    }

    @Test
    void sample_files_hold_symbols_and_end_each_sequence_with_what_is_not_a_number() throws Exception {
        RunForTest run = onSequences();
        run.train();
        Batch test = new DataCatalogue(folder).prepare(fever(), 1).test(16);
        SampleSet reference = set(run, "reference");
        assertThat(reference.layout().shape()).containsExactly(40, 1);
        assertThat(reference.layout().exampleSize()).isEqualTo(40);
        assertThat(reference.layout().range()).isEqualTo(ValueRange.SYMBOLS);
        assertThat(reference.layout().count()).isEqualTo(16);
        float[] stored = values(run, reference);
        for (int i = 0; i < stored.length; i++) {
            boolean within = i % 40 < test.lengths()[i / 40];
            assertThat(stored[i]).isEqualTo(Float.valueOf(within ? test.values()[i] : Float.NaN));
        }
        SampleSet samples = set(run, "samples");
        assertThat(samples.layout().count()).isEqualTo(16);
        Set<Integer> lengths = new HashSet<>();
        float[] drawn = values(run, samples);
        for (int i = 0; i < samples.layout().count(); i++) {
            int length = length(drawn, 40 * i);
            lengths.add(length);
            for (int t = 0; t < 40; t++) {
                float symbol = drawn[40 * i + t];
                assertThat(t < length ? List.of(0f, 1f, 2f) : List.of(Float.NaN))
                        .contains(symbol);
            }
        }
        assertThat(lengths).hasSizeGreaterThan(4).allMatch(length -> length >= 5);
    }

    @Test
    void pairs_reach_the_model_and_its_samples_are_compared_as_pairs() throws Exception {
        RunForTest run = RunForTest.counting(
                folder,
                CountingFamily.MEAN_PAIR,
                new DataSelection("outlines", "train=0-400,test=5000-5100", Preprocessing.unit()));
        assertThat(run.train()).isZero();
        SampleSet reference = set(run, "reference");
        assertThat(reference.layout().shape()).containsExactly(32, 32, 1, 32, 32, 3);
        assertThat(reference.layout().exampleSize()).isEqualTo(4_096);
        assertThat(values(run, reference)).hasSize(16 * 4_096).doesNotContain(Float.NaN);
        assertThat(names(run)).contains("slicedWasserstein").doesNotContain("frechetDistance", "precision");
    }

    @Test
    void pictures_and_captions_reach_the_model_and_its_samples_come_back_as_both() throws Exception {
        DataSelection captions = new DataSelection("captions", "train=0-400,test=5000-5100", Preprocessing.unit());
        RunForTest run = RunForTest.counting(folder, CountingFamily.MEAN_PAIR, captions);
        assertThat(run.train()).isZero();
        Batch test = new DataCatalogue(folder).prepare(captions, 1).test(16);
        SampleSet reference = set(run, "reference");
        int picture = 32 * 32 * 3;
        assertThat(reference.layout().shape()).containsExactly(32, 32, 3, 23, 1);
        assertThat(reference.layout().parts())
                .containsExactly(
                        new SampleSet.Part(List.of(32, 32, 3), ValueRange.UNIT),
                        new SampleSet.Part(List.of(23, 1), ValueRange.SYMBOLS));
        assertThat(reference.layout().exampleSize()).isEqualTo(picture + 23);
        float[] stored = values(run, reference);
        for (int i = 0; i < stored.length; i++) {
            int within = i % (picture + 23);
            boolean beyond = within >= picture + test.lengths()[i / (picture + 23)];
            assertThat(stored[i]).isEqualTo(beyond ? Float.valueOf(Float.NaN) : Float.valueOf(test.values()[i]));
        }
        float[] drawn = values(run, set(run, "samples"));
        assertThat(drawn).hasSize(16 * (picture + 23));
        // Letters where the caption is, and nothing behind its end.
        for (int t = 0; t < 23; t++) {
            assertThat(drawn[picture + t] >= 0 ? drawn[picture + t] : Float.NaN)
                    .isEqualTo(Float.valueOf(drawn[picture + t]));
        }
        assertThat(drawn[picture]).isEqualTo(Math.round(drawn[picture])).isBetween(0f, 25f);
        assertThat(names(run))
                .contains("parameters", "secondsPerThousandSamples")
                .doesNotContain("slicedWasserstein", "frechetDistance", "precision");
    }

    @Test
    void unpaired_domains_are_not_compared_as_if_they_were_pairs() throws Exception {
        RunForTest run = RunForTest.counting(
                folder,
                CountingFamily.MEAN_PAIR,
                new DataSelection("textures", "train=0-400,test=5000-5100", Preprocessing.unit()));
        assertThat(run.train()).isZero();
        assertThat(names(run)).contains("parameters").doesNotContain("slicedWasserstein", "frechetDistance");
    }

    @Test
    void a_family_of_vectors_and_images_refuses_sequences_in_a_sentence() throws Exception {
        RunForTest run =
                RunForTest.of(folder, "minibatch", fever(), RunForTest.steps(5), RunForTest.PROTOCOL, Map.of());
        assertThat(run.train()).isEqualTo(1);
        assertThat(((JournalEvent.Failed) run.lastEvent()).reason())
                .contains("got sequence [40,1 of 3 symbols]; choose another variant or data set");
    }

    private RunForTest onSequences() throws IOException {
        return RunForTest.counting(folder, CountingFamily.UNIGRAM, fever());
    }

    private static DataSelection fever() {
        return new DataSelection("fever", "", Preprocessing.none());
    }

    private static List<String> names(RunForTest run) {
        List<String> names = new ArrayList<>();
        for (JournalEvent.Evaluated evaluated : run.events(JournalEvent.Evaluated.class)) {
            for (Measurement measurement : evaluated.measurements()) {
                names.add(measurement.metric().name());
            }
        }
        return names;
    }

    private static int length(float[] values, int offset) {
        int length = 0;
        while (length < 40 && !Float.isNaN(values[offset + length])) {
            length++;
        }
        return length;
    }

    private static float[] values(RunForTest run, SampleSet set) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(run.directory().sampleFile(set.id())))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.capacity() / 4];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    private static SampleSet set(RunForTest run, String kind) {
        List<SampleSet> sets = new ArrayList<>();
        for (JournalEvent.Sampled sampled : run.events(JournalEvent.Sampled.class)) {
            if (sampled.set().kind().equals(kind)) {
                sets.add(sampled.set());
            }
        }
        return sets.get(sets.size() - 1);
    }

    private static Measurement measurement(JournalEvent.Evaluated evaluated, String name) {
        for (Measurement measurement : evaluated.measurements()) {
            if (measurement.metric().name().equals(name)) {
                return measurement;
            }
        }
        throw new AssertionError("no " + name);
    }
}
