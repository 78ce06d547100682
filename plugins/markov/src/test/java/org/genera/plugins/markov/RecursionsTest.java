package org.genera.plugins.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Profiles.Form;
import org.genera.spi.Profiles.Profile;
import org.junit.jupiter.api.Test;

/** The recursions against closed forms and against brute force. */
class RecursionsTest {
    private static final Offset<Double> CLOSE = within(1e-12);
    private static final int LONGEST = 6;

    private static final double[] INITIAL = {0.6, 0.4};
    private static final double[][] TRANSITION = {{0.7, 0.3}, {0.4, 0.6}};
    private static final double[][] EMISSION = {{0.5, 0.4, 0.1}, {0.1, 0.3, 0.6}};

    private static SequenceBlock block(int longest, int symbols, Batch batch) {
        List<SequenceBlock> blocks = SequenceBlock.of(DataShape.Sequence.ofSymbols(longest, symbols), batch, 10_000);
        assertThat(blocks).hasSize(1);
        return blocks.get(0);
    }

    @Test
    void normal_cold_dizzy_has_probability_0_03628() {
        try (HiddenMarkov model = Sequences.given(3, INITIAL, TRANSITION, EMISSION)) {
            double score = model.logLikelihood(Sequences.symbols(3, new int[] {0, 1, 2}), "exact", 0)
                    .values()[0];
            assertThat(Math.exp(score)).isCloseTo(0.03628, CLOSE);
        }
    }

    @Test
    void the_most_probable_states_of_normal_cold_dizzy_are_0_0_1_with_0_01512() {
        try (HiddenMarkov model = Sequences.given(3, INITIAL, TRANSITION, EMISSION)) {
            StateChain.Paths paths = model.mostProbable(block(3, 3, Sequences.symbols(3, new int[] {0, 1, 2})));
            assertThat(paths.path()).containsExactly(0, 0, 1);
            assertThat(Math.exp(paths.logProbability()[0])).isCloseTo(0.01512, CLOSE);
        }
    }

    @Test
    void its_matrix_shows_the_transitions() {
        try (HiddenMarkov model = Sequences.given(3, INITIAL, TRANSITION, EMISSION)) {
            Profile matrix = model.profiles(Sequences.symbols(3, new int[] {0, 1, 2}), 1).stream()
                    .filter(each -> each.name().equals("transitions"))
                    .findFirst()
                    .orElseThrow();
            assertThat(matrix.form()).isEqualTo(Form.MATRIX);
            assertThat(matrix.rows()).isEqualTo(2);
            assertThat(matrix.values()).containsExactly(0.7, 0.3, 0.4, 0.6);
        }
    }

    @Test
    void reconstruction_shows_each_decoded_state_by_its_most_frequent_symbol() {
        try (HiddenMarkov model = Sequences.given(4, INITIAL, TRANSITION, EMISSION)) {
            Batch batch = Sequences.symbols(4, new int[] {0}, new int[] {0, 1, 2});
            assertThat(model.reconstruct(batch).values()).containsExactly(0, 0, 0, 0, 0, 0, 2, 0);
            assertThat(model.reconstruct(batch).lengths()).containsExactly(1, 3);
        }
    }

    @Test
    void probabilities_of_all_sequences_of_a_length_sum_to_one() {
        try (HiddenMarkov model = Sequences.given(4, INITIAL, TRANSITION, EMISSION)) {
            int[][] all = new int[81][4];
            for (int i = 0; i < 81; i++) {
                all[i] = new int[] {i / 27, i / 9 % 3, i / 3 % 3, i % 3};
            }
            double[] scores =
                    model.logLikelihood(Sequences.symbols(4, all), "exact", 0).values();
            assertThat(Arrays.stream(scores).map(Math::exp).sum()).isCloseTo(1, CLOSE);
        }
    }

    @Test
    void what_no_way_leads_to_has_the_log_likelihood_minus_infinity() {
        double[][] onwards = {{0.5, 0.5}, {0, 1}};
        double[][] emission = {{0.5, 0.5, 0}, {0, 0, 1}};
        int[][] sequences = {{0, 1, 2}, {2}, {0, 2, 0}};
        try (HiddenMarkov model = Sequences.given(3, new double[] {1, 0}, onwards, emission)) {
            assertThat(model.logLikelihood(Sequences.symbols(3, sequences), "exact", 0)
                            .values())
                    .containsExactly(
                            new double[] {Math.log(0.5 * 0.25 * 0.5), Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
                            },
                            CLOSE);
        }
    }

    @Test
    void a_state_that_is_hardly_possible_is_not_lost_where_no_other_leads_to_it() {
        // One state all along: after the first element that of the rest is e^-5000 times less probable.
        float[] values = {0, 100, 100, 100};
        DataShape.Sequence shape = DataShape.Sequence.ofVectors(4, 1);
        try (HiddenMarkov model = Sequences.hidden(
                "hmm-gaussian", shape, Map.of("states", 2, "smoothing", 0, "relativeVarianceFloor", 0), 1)) {
            model.maximise(new HiddenMarkov.Expected(
                    new double[] {1, 1},
                    new double[] {1, 0, 0, 1},
                    new double[2],
                    new double[][] {{1, 1}, {0, 100}, {1, 10_001}},
                    0,
                    1));
            double score = model.logLikelihood(Sequences.of(values, new int[] {4}), "exact", 0)
                    .values()[0];
            assertThat(score).isCloseTo(Math.log(0.5) - 5_000 - 2 * Math.log(2 * Math.PI), within(1e-9));
        }
    }

    @Test
    void likelihoods_paths_and_expected_counts_are_sums_and_maxima_over_all_paths() {
        Random random = new Random(3);
        for (int trial = 0; trial < 8; trial++) {
            int states = 2 + trial % 3;
            double[] initial = Sequences.distribution(random, states);
            double[][] transition = Sequences.distributions(random, states, states);
            double[][] emission = Sequences.distributions(random, states, 4);
            int[][] sequences = Sequences.random(random, 7, LONGEST, 4);
            try (HiddenMarkov model = Sequences.given(LONGEST, initial, transition, emission)) {
                requireAllPaths(model, initial, transition, emission, sequences);
            }
        }
    }

    private static void requireAllPaths(
            HiddenMarkov model, double[] initial, double[][] transition, double[][] emission, int[][] sequences) {
        int states = initial.length;
        Batch batch = Sequences.symbols(LONGEST, sequences);
        double[] scores = model.logLikelihood(batch, "exact", 0).values();
        SequenceBlock block = block(LONGEST, 4, batch);
        StateChain.Paths paths = model.mostProbable(block);
        double[] starts = new double[states];
        double[][] transitions = new double[states][states];
        double[][] symbols = new double[states][4];
        for (int row = 0; row < sequences.length; row++) {
            int[] sequence = sequences[block.examples()[row]];
            AllPaths all = AllPaths.of(initial, transition, Sequences.densities(emission, sequence));
            assertThat(scores[block.examples()[row]]).isCloseTo(Math.log(all.likelihood), CLOSE);
            assertThat(paths.logProbability()[row]).isCloseTo(Math.log(all.bestProbability), CLOSE);
            // Equally probable paths are common, so it is the probability of the one found that must be the greatest.
            double found = 1;
            for (int t = 0; t < sequence.length; t++) {
                int state = paths.path()[block.offsets()[t] + row];
                found *= emission[state][sequence[t]]
                        * (t == 0 ? initial[state] : transition[paths.path()[block.offsets()[t - 1] + row]][state]);
            }
            assertThat(found).isCloseTo(all.bestProbability, within(1e-12));
            for (int t = 0; t < sequence.length; t++) {
                for (int s = 0; s < states; s++) {
                    symbols[s][sequence[t]] += all.posterior[t][s];
                    starts[s] += t == 0 ? all.posterior[t][s] : 0;
                }
            }
            for (int s = 0; s < states; s++) {
                Sums.add(transitions[s], all.transitions[s]);
            }
        }
        HiddenMarkov.Expected expected = model.expected(batch);
        assertThat(expected.starts()).containsExactly(starts, CLOSE);
        assertThat(expected.transitions()).containsExactly(Sequences.flat(transitions), CLOSE);
        for (int s = 0; s < states; s++) {
            for (int k = 0; k < 4; k++) {
                assertThat(expected.statistics()[0][k * states + s]).isCloseTo(symbols[s][k], CLOSE);
            }
        }
    }

    @Test
    void five_thousand_elements_do_not_underflow() {
        int length = 5_000;
        int[] sequence = new Random(1).ints(length, 0, 3).toArray();
        // Independent elements, whose likelihood is a sum: all rows of A are π.
        double[][] forgetful = {INITIAL, INITIAL};
        double expected = 0;
        for (int symbol : sequence) {
            expected += Math.log(0.6 * EMISSION[0][symbol] + 0.4 * EMISSION[1][symbol]);
        }
        try (HiddenMarkov model = Sequences.given(length, INITIAL, forgetful, EMISSION)) {
            Batch batch = Sequences.symbols(length, sequence);
            assertThat(model.logLikelihood(batch, "exact", 0).values()[0]).isCloseTo(expected, within(1e-8));
            HiddenMarkov.Expected counts = model.expected(batch);
            assertThat(Arrays.stream(counts.transitions()).sum()).isCloseTo(length - 1.0, within(1e-7));
            assertThat(model.mostProbable(block(length, 3, batch)).logProbability()[0])
                    .isLessThan(expected)
                    .isFinite();
        }
    }

    @Test
    void a_state_that_cannot_be_left_is_followed_through_elements_it_hardly_emits() {
        double[][] leftToRight = {{0.5, 0.5}, {0, 1}};
        double[][] emission = {{1 - 1e-200, 1e-200}, {1e-200, 1 - 1e-200}};
        int[] sequence = {0, 1, 0, 0, 0};
        AllPaths all = AllPaths.of(new double[] {1, 0}, leftToRight, Sequences.densities(emission, sequence));
        try (HiddenMarkov model = Sequences.given(5, new double[] {1, 0}, leftToRight, emission)) {
            double score = model.logLikelihood(Sequences.symbols(5, sequence), "exact", 0)
                    .values()[0];
            assertThat(score).isCloseTo(Math.log(all.likelihood), within(1e-9));
        }
    }

    @Test
    void what_cannot_be_is_as_improbable_as_can_be_and_not_a_nan() {
        double[][] never = {{0.5, 0.5, 0}, {0.5, 0.5, 0}};
        try (HiddenMarkov model = Sequences.given(2, INITIAL, TRANSITION, never)) {
            double[] scores = model.logLikelihood(Sequences.symbols(2, new int[] {0, 2}, new int[] {0, 1}), "exact", 0)
                    .values();
            assertThat(scores[0]).isLessThan(-600);
            assertThat(scores[1]).isCloseTo(Math.log(0.25), CLOSE);
        }
    }

    @Test
    void likelihoods_do_not_depend_on_what_else_is_in_the_batch() {
        int[][] sequences = Sequences.random(new Random(8), 20, LONGEST, 3);
        try (HiddenMarkov model = Sequences.given(LONGEST, INITIAL, TRANSITION, EMISSION)) {
            double[] together = model.logLikelihood(Sequences.symbols(LONGEST, sequences), "exact", 0)
                    .values();
            for (int i = 0; i < sequences.length; i++) {
                assertThat(model.logLikelihood(Sequences.symbols(LONGEST, sequences[i]), "exact", 0)
                                .values()[0])
                        .isCloseTo(together[i], CLOSE);
            }
        }
    }
}
