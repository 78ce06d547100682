package org.genera.plugins.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Profiles.Profile;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.StepReport;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkovChainTest {
    private static final int LONGEST = 12;
    private static final int SYMBOLS = 3;
    private static final DataShape.Sequence SHAPE = DataShape.Sequence.ofSymbols(LONGEST, SYMBOLS);

    private static final int[][] TRAINING = Sequences.random(new Random(1), 50, LONGEST, SYMBOLS);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void its_probabilities_are_smoothed_counts_of_what_followed_the_last_symbols(int order) {
        double smoothing = 0.3;
        Map<String, Integer> contexts = new HashMap<>();
        Map<String, Integer> continued = new HashMap<>();
        for (int[] sequence : TRAINING) {
            for (int t = 0; t < sequence.length; t++) {
                contexts.merge(context(sequence, t, order), 1, Integer::sum);
                continued.merge(context(sequence, t, order) + ">" + sequence[t], 1, Integer::sum);
            }
        }
        try (MarkovChain model = Sequences.chain(SHAPE, Map.of("order", order, "smoothing", smoothing))) {
            StepReport report = model.trainStep(OneBatch.first(Sequences.symbols(LONGEST, TRAINING)));
            assertThat(report.converged()).isTrue();
            assertThat(report.metrics().get("contextsSeen")).isEqualTo(contexts.size());
            int[][] test = Sequences.random(new Random(2), 20, LONGEST, SYMBOLS);
            double[] scores = model.logLikelihood(Sequences.symbols(LONGEST, test), "exact", 0)
                    .values();
            for (int i = 0; i < test.length; i++) {
                double expected = 0;
                for (int t = 0; t < test[i].length; t++) {
                    String context = context(test[i], t, order);
                    expected += Math.log((continued.getOrDefault(context + ">" + test[i][t], 0) + smoothing)
                            / (contexts.getOrDefault(context, 0) + smoothing * SYMBOLS));
                }
                assertThat(scores[i]).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void its_matrix_shows_what_follows_each_symbol() {
        try (MarkovChain model = Sequences.chain(SHAPE, Map.of("order", 1, "smoothing", 0.0))) {
            Batch batch = Sequences.symbols(LONGEST, new int[] {0, 1, 0, 1, 2}, new int[] {1, 0, 0});
            model.trainStep(OneBatch.first(batch));
            Profile matrix = model.profiles(batch, 1).get(0);
            assertThat(matrix.rows()).isEqualTo(SYMBOLS);
            assertThat(matrix.columns()).isEqualTo(SYMBOLS);
            // After a 0 came 1 twice and 0 once, after a 1 came 0 twice and 2 once.
            assertThat(matrix.values()[0]).isCloseTo(1 / 3.0, within(1e-12));
            assertThat(matrix.values()[1]).isCloseTo(2 / 3.0, within(1e-12));
            assertThat(matrix.values()[SYMBOLS]).isCloseTo(2 / 3.0, within(1e-12));
            assertThat(matrix.values()[SYMBOLS + 2]).isCloseTo(1 / 3.0, within(1e-12));
        }
    }

    /** Of at most {@code order} symbols; what stands at the beginning is shorter, and so another context. */
    private static String context(int[] sequence, int t, int order) {
        List<String> before = new ArrayList<>();
        for (int i = Math.max(0, t - order); i < t; i++) {
            before.add(String.valueOf(sequence[i]));
        }
        return String.join(",", before);
    }

    @Test
    void without_smoothing_it_scores_the_training_data_by_their_conditional_entropy() {
        int[][] ababa = {{0, 1, 0, 1, 0}, {0, 1, 0}};
        try (MarkovChain model = Sequences.chain(SHAPE, Map.of("order", 1, "smoothing", 0))) {
            StepReport report = model.trainStep(OneBatch.first(Sequences.symbols(LONGEST, ababa)));
            assertThat(report.metrics().get("trainNllPerElement")).isCloseTo(0, within(1e-12));
            assertThat(report.metrics().get("bic")).isCloseTo(model.parameterCount() * Math.log(8), within(1e-9));
            assertThat(model.parameterCount()).isEqualTo((1 + 3) * 2);
        }
    }

    @Test
    void without_smoothing_one_symbol_that_was_never_seen_makes_an_example_impossible() {
        int[][] training = {{0, 1, 0, 1, 0}, {0, 1, 0}};
        int[][] test = {{0, 1, 0, 1}, {1, 0}, {0, 1, 2}};
        for (int order = 0; order < 3; order++) {
            try (MarkovChain model = Sequences.chain(SHAPE, Map.of("order", order, "smoothing", 0))) {
                model.trainStep(OneBatch.first(Sequences.symbols(LONGEST, training)));
                double[] scores = model.logLikelihood(Sequences.symbols(LONGEST, test), "exact", 0)
                        .values();
                assertThat(scores[0]).isFinite();
                // No training sequence begins with 1, which order 0 does not know.
                assertThat(Double.isFinite(scores[1])).isEqualTo(order == 0);
                assertThat(scores[2]).isEqualTo(Double.NEGATIVE_INFINITY);
            }
        }
    }

    @Test
    void samples_follow_the_counts() {
        Random random = new Random(3);
        int[][] sticky = new int[300][LONGEST];
        for (int[] sequence : sticky) {
            sequence[0] = random.nextInt(SYMBOLS);
            for (int t = 1; t < LONGEST; t++) {
                sequence[t] = random.nextDouble() < 0.8 ? sequence[t - 1] : random.nextInt(SYMBOLS);
            }
        }
        try (MarkovChain model = Sequences.chain(SHAPE, Map.of("order", 1))) {
            model.trainStep(OneBatch.first(Sequences.symbols(LONGEST, sticky)));
            Samples samples = model.sample(SampleRequest.of(3_000, 4, MarkovFamily.ANCESTRAL));
            double same = 0;
            for (int i = 0; i < samples.count(); i++) {
                assertThat(samples.lengths()[i]).isEqualTo(LONGEST);
                for (int t = 1; t < LONGEST; t++) {
                    int at = i * LONGEST + t;
                    same += samples.values()[at] == samples.values()[at - 1] ? 1 : 0;
                }
            }
            assertThat(same / (samples.count() * (LONGEST - 1.0))).isCloseTo(0.8 + 0.2 / 3, within(0.015));
        }
    }

    @Test
    void before_training_symbols_are_equally_probable() {
        try (MarkovChain model = Sequences.chain(SHAPE, Map.of("order", 3))) {
            Batch batch = Sequences.symbols(LONGEST, new int[] {0, 1, 2, 2, 1});
            assertThat(model.logLikelihood(batch, "exact", 0).values()[0]).isCloseTo(-5 * Math.log(3), within(1e-12));
        }
    }

    @Test
    void a_table_that_is_too_large_is_refused_with_the_order_to_try() {
        assertThatThrownBy(() -> Sequences.chain(DataShape.Sequence.ofSymbols(100, 60), Map.of("order", 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "expected a table of at most 8,000,000 probabilities, got 830,750,460 for 60 symbols and order"
                                + " 4; lower order to 2");
    }

    @Test
    void a_thousand_elements_are_no_trouble() {
        int[] sequence = new Random(5).ints(1_000, 0, SYMBOLS).toArray();
        try (MarkovChain model = Sequences.chain(DataShape.Sequence.ofSymbols(1_000, SYMBOLS), Map.of("order", 2))) {
            model.trainStep(OneBatch.first(Sequences.symbols(1_000, sequence)));
            assertThat(model.logLikelihood(Sequences.symbols(1_000, sequence), "exact", 0)
                            .values()[0])
                    .isBetween(-1_150.0, -1_000.0);
        }
    }
}
