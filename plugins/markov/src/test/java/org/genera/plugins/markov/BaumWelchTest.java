package org.genera.plugins.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.StepReport;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training: the steps against brute force, the likelihood that never falls, the law that is found again. */
class BaumWelchTest {
    private static final DataShape.Sequence SYMBOLS = DataShape.Sequence.ofSymbols(5, 3);
    private static final DataShape.Sequence POINTS = DataShape.Sequence.ofVectors(30, 2);
    private static final double[] INITIAL = {0.6, 0.4};
    private static final double[][] TRANSITION = {{0.7, 0.3}, {0.4, 0.6}};
    private static final double[][] EMISSION = {{0.5, 0.4, 0.1}, {0.1, 0.3, 0.6}};

    @TempDir
    Path folder;

    private static double score(HiddenMarkov model, Batch batch) {
        return Arrays.stream(model.logLikelihood(batch, "exact", 0).values()).sum();
    }

    @Test
    void one_step_makes_the_parameters_those_of_the_expected_counts_over_all_paths() {
        int[][] sequences = Sequences.random(new Random(4), 9, 5, 3);
        double[] starts = new double[2];
        double[][] transitions = new double[2][2];
        double[][] symbols = new double[2][3];
        for (int[] sequence : sequences) {
            AllPaths all = AllPaths.of(INITIAL, TRANSITION, Sequences.densities(EMISSION, sequence));
            for (int s = 0; s < 2; s++) {
                starts[s] += all.posterior[0][s];
                Sums.add(transitions[s], all.transitions[s]);
                for (int t = 0; t < sequence.length; t++) {
                    symbols[s][sequence[t]] += all.posterior[t][s];
                }
            }
        }
        try (HiddenMarkov model = Sequences.given(5, INITIAL, TRANSITION, EMISSION);
                HiddenMarkov counted = Sequences.given(5, starts, transitions, symbols)) {
            model.trainStep(OneBatch.first(Sequences.symbols(5, sequences)));
            // Equal parameters score every sequence equally.
            int[][] others = Sequences.random(new Random(5), 40, 5, 3);
            double[] found = model.logLikelihood(Sequences.symbols(5, others), "exact", 0)
                    .values();
            double[] expected = counted.logLikelihood(Sequences.symbols(5, others), "exact", 0)
                    .values();
            assertThat(found).containsExactly(expected, within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void no_step_lowers_the_likelihood_of_symbols(long seed) {
        Batch batch = Sequences.symbols(5, Sequences.random(new Random(seed), 60, 5, 3));
        try (HiddenMarkov model = Sequences.hidden(
                "hmm-categorical", SYMBOLS, Map.of("states", 3, "smoothing", 0, "tolerance", 0), seed)) {
            requireRise(model, batch);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k-means", "random"})
    void no_step_lowers_the_likelihood_of_points(String initialisation) {
        try (HiddenMarkov model = Sequences.hidden(
                "hmm-gaussian",
                POINTS,
                Map.of("states", 4, "smoothing", 0, "tolerance", 0, "initialisation", initialisation),
                3)) {
            requireRise(model, points(new Random(6), 40));
        }
    }

    private static void requireRise(HiddenMarkov model, Batch batch) {
        double before = Double.NEGATIVE_INFINITY;
        for (int step = 1; step <= 25; step++) {
            double told = -model.trainStep(new OneBatch(step, batch)).metrics().get("trainNll") * batch.count();
            assertThat(told).isGreaterThanOrEqualTo(before - 1e-8);
            before = told;
        }
        assertThat(score(model, batch)).isGreaterThanOrEqualTo(before - 1e-8);
    }

    /** Two sticky clouds, apart on the first axis. */
    private static Batch points(Random random, int count) {
        float[] values = new float[count * POINTS.size()];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = 10 + random.nextInt(21);
            int state = random.nextInt(2);
            for (int t = 0; t < lengths[i]; t++) {
                state = random.nextDouble() < 0.9 ? state : 1 - state;
                values[i * POINTS.size() + 2 * t] = (float) (3 * state + 0.5 * random.nextGaussian());
                values[i * POINTS.size() + 2 * t + 1] = (float) (100 + 2 * random.nextGaussian());
            }
        }
        return Sequences.of(values, lengths);
    }

    @Test
    void one_gaussian_state_is_the_mean_and_variance_of_all_elements() {
        Batch batch = points(new Random(7), 30);
        double[] mean = new double[2];
        double[] square = new double[2];
        long elements = Arrays.stream(batch.lengths()).sum();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < batch.count(); i++) {
                for (int j = 0; j < 2 * batch.lengths()[i]; j++) {
                    double value = batch.values()[i * POINTS.size() + j];
                    if (round == 0) {
                        mean[j % 2] += value / elements;
                    } else {
                        square[j % 2] += (value - mean[j % 2]) * (value - mean[j % 2]) / elements;
                    }
                }
            }
        }
        double expected = 0;
        for (int j = 0; j < 2; j++) {
            // −½ (log 2πσ² + 1) for each element, at the maximum.
            expected -= 0.5 * elements * (Math.log(2 * Math.PI * square[j]) + 1);
        }
        try (HiddenMarkov model = Sequences.hidden("hmm-gaussian", POINTS, Map.of("states", 1), 1)) {
            model.trainStep(OneBatch.first(batch));
            assertThat(score(model, batch)).isCloseTo(expected, within(1e-7));
            assertThat(model.parameterCount()).isEqualTo(4);
        }
    }

    @Test
    void training_on_its_own_samples_finds_a_gaussian_model_again() {
        Batch batch = points(new Random(8), 400);
        try (HiddenMarkov model = Sequences.hidden("hmm-gaussian", POINTS, Map.of("states", 2), 2)) {
            train(model, batch, 60);
            Samples samples = model.sample(SampleRequest.of(2_000, 5, MarkovFamily.ANCESTRAL));
            Batch drawn = Sequences.of(samples.values(), samples.lengths());
            double left = 0;
            double stays = 0;
            double steps = 0;
            for (int i = 0; i < samples.count(); i++) {
                for (int t = 1; t < samples.lengths()[i]; t++) {
                    boolean before = samples.values()[i * POINTS.size() + 2 * t - 2] > 1.5;
                    boolean now = samples.values()[i * POINTS.size() + 2 * t] > 1.5;
                    left += now ? 0 : 1;
                    stays += before == now ? 1 : 0;
                    steps++;
                }
            }
            assertThat(left / steps).isCloseTo(0.5, within(0.04));
            assertThat(stays / steps).isCloseTo(0.9, within(0.015));
            // The law of the clouds scores its own draws as it scores the data: the entropy of both is one.
            double ofData = score(model, batch) / Arrays.stream(batch.lengths()).sum();
            double ofDraws =
                    score(model, drawn) / Arrays.stream(drawn.lengths()).sum();
            assertThat(ofDraws).isCloseTo(ofData, within(0.02));
        }
    }

    private static StepReport train(HiddenMarkov model, Batch batch, int most) {
        StepReport report = model.trainStep(OneBatch.first(batch));
        for (int step = 2; step <= most && !report.converged(); step++) {
            report = model.trainStep(new OneBatch(step, batch));
        }
        return report;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void trained_on_a_known_chain_it_comes_within_a_thousandth_of_a_nat_of_it(long seed) {
        try (HiddenMarkov source = Sequences.given(40, INITIAL, TRANSITION, EMISSION);
                HiddenMarkov model = Sequences.hidden(
                        "hmm-categorical", DataShape.Sequence.ofSymbols(40, 3), Map.of("states", 2), seed)) {
            Batch training = drawn(source, 1_500, 1);
            Batch test = drawn(source, 500, 2);
            train(model, training, 150);
            long elements = Arrays.stream(test.lengths()).sum();
            double gap = (score(source, test) - score(model, test)) / elements;
            assertThat(gap).isBetween(-1e-4, 1e-3);
            // Independent symbols are what the chain must beat.
            try (MarkovChain unigram = Sequences.chain(DataShape.Sequence.ofSymbols(40, 3), Map.of("order", 0))) {
                unigram.trainStep(OneBatch.first(training));
                double independent = Arrays.stream(
                                unigram.logLikelihood(test, "exact", 0).values())
                        .sum();
                assertThat(gap).isLessThan((score(source, test) - independent) / elements / 5);
            }
        }
    }

    /** A source that was never trained draws sequences of the longest length. */
    private static Batch drawn(HiddenMarkov source, int count, long seed) {
        Samples samples = source.sample(SampleRequest.of(count, seed, MarkovFamily.ANCESTRAL));
        return Sequences.of(samples.values(), samples.lengths());
    }

    @Test
    void samples_have_the_frequencies_of_the_model_and_the_lengths_of_the_data() {
        try (HiddenMarkov source = Sequences.given(3, INITIAL, TRANSITION, EMISSION)) {
            Batch batch = drawn(source, 30_000, 4);
            int[] counts = new int[27];
            for (int i = 0; i < batch.count(); i++) {
                float[] v = batch.values();
                counts[(int) (9 * v[3 * i] + 3 * v[3 * i + 1] + v[3 * i + 2])]++;
            }
            // Of normal, cold, dizzy: within four standard deviations.
            assertThat(counts[5] / 30_000.0).isCloseTo(0.03628, within(4 * Math.sqrt(0.03628 / 30_000)));
        }
        int[][] sequences = {{0}, {0}, {0}, {1, 1, 1}};
        try (HiddenMarkov model = Sequences.hidden("hmm-categorical", SYMBOLS, Map.of(), 1)) {
            model.trainStep(OneBatch.first(Sequences.symbols(5, sequences)));
            int[] lengths = model.sample(SampleRequest.of(4_000, 9, MarkovFamily.ANCESTRAL))
                    .lengths();
            assertThat(Arrays.stream(lengths).distinct().sorted().toArray()).containsExactly(1, 3);
            assertThat(Arrays.stream(lengths).filter(each -> each == 1).count() / 4_000.0)
                    .isCloseTo(0.75, within(0.03));
        }
    }

    @Test
    void a_training_resumed_from_a_checkpoint_equals_an_uninterrupted_one_bit_for_bit() {
        Batch batch = points(new Random(9), 50);
        Map<String, Object> values = Map.of("states", 3, "tolerance", 0);
        List<StepReport> whole = new ArrayList<>();
        try (HiddenMarkov model = Sequences.hidden("hmm-gaussian", POINTS, values, 4)) {
            for (int step = 1; step <= 8; step++) {
                if (step == 4) {
                    model.save(folder);
                }
                whole.add(model.trainStep(new OneBatch(step, batch)));
            }
        }
        try (HiddenMarkov resumed = Sequences.hidden("hmm-gaussian", POINTS, values, 4)) {
            resumed.restore(folder);
            for (int step = 4; step <= 8; step++) {
                assertThat(resumed.trainStep(new OneBatch(step, batch))).isEqualTo(whole.get(step - 1));
            }
        }
    }

    @Test
    void training_ends_when_the_likelihood_stands_still_and_not_with_the_first_step() {
        Batch batch = Sequences.symbols(5, Sequences.random(new Random(2), 60, 5, 3));
        try (HiddenMarkov model =
                Sequences.hidden("hmm-categorical", SYMBOLS, Map.of("states", 1, "tolerance", 1e-4), 1)) {
            assertThat(model.trainStep(OneBatch.first(batch)).converged()).isFalse();
            assertThat(model.trainStep(new OneBatch(2, batch)).converged()).isFalse();
            // One state is fitted at once; the third step sees that nothing has moved.
            assertThat(model.trainStep(new OneBatch(3, batch)).converged()).isTrue();
        }
    }

    @Test
    void more_states_than_elements_are_refused_in_a_sentence() {
        Batch two = Sequences.of(new float[POINTS.size()], new int[] {2});
        try (HiddenMarkov model = Sequences.hidden("hmm-gaussian", POINTS, Map.of("states", 3), 1)) {
            assertThatThrownBy(() -> model.trainStep(OneBatch.first(two)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "expected at least as many elements as states, got 2 elements for 3 states; choose fewer"
                                    + " states");
        }
    }

    @Test
    void a_state_on_a_single_point_keeps_the_variance_floor() {
        Batch constant = Sequences.of(new float[2 * POINTS.size()], new int[] {30, 30});
        Map<String, Object> values = Map.of("states", 2, "varianceFloor", 0.01, "relativeVarianceFloor", 0);
        try (HiddenMarkov model = Sequences.hidden("hmm-gaussian", POINTS, values, 1)) {
            for (int step = 1; step <= 3; step++) {
                assertThat(model.trainStep(new OneBatch(step, constant))
                                .metrics()
                                .values())
                        .allMatch(Double::isFinite);
            }
            double density = model.logLikelihood(constant, "exact", 0).values()[0];
            assertThat(density).isCloseTo(-30 * Math.log(2 * Math.PI * 0.01), within(1e-9));
        }
    }

    @Test
    void data_on_a_scale_of_a_ten_thousandth_lose_no_nats() {
        Random random = new Random(8);
        float[] values = new float[20 * POINTS.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((i / 10 % 2) * 3 + random.nextGaussian());
        }
        int[] lengths = new int[20];
        Arrays.fill(lengths, POINTS.longest());
        double[] scores = new double[2];
        for (int scale = 0; scale < 2; scale++) {
            // A power of two scales floats exactly.
            float by = scale == 0 ? 1 : 0x1p-13f;
            float[] scaled = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                scaled[i] = by * values[i];
            }
            Batch batch = Sequences.of(scaled, lengths);
            try (HiddenMarkov model = Sequences.hidden("hmm-gaussian", POINTS, Map.of("states", 2), 1)) {
                StepReport last = StepReport.of(Map.of());
                for (int step = 1; step <= 5; step++) {
                    last = model.trainStep(new OneBatch(step, batch));
                }
                assertThat(last.metrics().get("variancesAtFloor")).isZero();
                scores[scale] = model.logLikelihood(batch, "exact", 0).values()[0] + POINTS.size() * Math.log(by);
            }
        }
        assertThat(scores[1]).isCloseTo(scores[0], within(1e-6));
    }

    @Test
    void free_parameters_are_counted() {
        try (HiddenMarkov model = Sequences.hidden("hmm-categorical", SYMBOLS, Map.of("states", 2), 1)) {
            assertThat(model.parameterCount()).isEqualTo(1 + 2 + 4);
        }
    }
}
