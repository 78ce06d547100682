package org.genera.plugins.markov;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.genera.spi.DataShape;
import org.genera.spi.Given;
import org.genera.spi.Known;
import org.genera.spi.Likelihood;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws given some elements, against enumeration of all that may stand in their place. */
class CompletionTest {
    private static final int LONGEST = 5;
    private static final int SYMBOLS = 3;
    private static final int DRAWS = 20_000;
    private static final int[] EXAMPLE = {2, 0, 1, 1, 0};
    private static final DataShape.Sequence SHAPE = DataShape.Sequence.ofSymbols(LONGEST, SYMBOLS);

    private static SampleRequest request(int count, Known known, int[] sequence) {
        int[][] all = new int[count][];
        Arrays.fill(all, sequence);
        return SampleRequest.of(count, 6, MarkovFamily.ANCESTRAL)
                .given(new Given(Sequences.symbols(LONGEST, all), known));
    }

    private static Known some(boolean... values) {
        return Known.some(values);
    }

    /** How often each sequence is drawn, by its number to the base K, beside p(x | what is known) by Bayes' rule. */
    private static <M extends Sampling & Likelihood> void requireBayes(M model, Known known) {
        Samples samples = model.sample(request(DRAWS, known, EXAMPLE));
        int all = (int) Math.round(Math.pow(SYMBOLS, LONGEST));
        int[][] sequences = new int[all][LONGEST];
        double[] expected = new double[all];
        for (int number = 0; number < all; number++) {
            for (int t = 0, rest = number; t < LONGEST; t++, rest /= SYMBOLS) {
                sequences[number][t] = rest % SYMBOLS;
            }
        }
        double[] scores = model.logLikelihood(Sequences.symbols(LONGEST, sequences), "exact", 0)
                .values();
        double evidence = 0;
        for (int number = 0; number < all; number++) {
            boolean fits = true;
            for (int t = 0; t < LONGEST; t++) {
                fits &= !known.value(t) || sequences[number][t] == EXAMPLE[t];
            }
            expected[number] = fits ? Math.exp(scores[number]) : 0;
            evidence += expected[number];
        }
        double[] drawn = new double[all];
        for (int i = 0; i < DRAWS; i++) {
            int number = 0;
            for (int t = LONGEST - 1; t >= 0; t--) {
                number = number * SYMBOLS + (int) samples.values()[i * LONGEST + t];
            }
            drawn[number] += 1.0 / DRAWS;
            assertThat(samples.lengths()[i]).isEqualTo(LONGEST);
        }
        for (int number = 0; number < all; number++) {
            double p = expected[number] / evidence;
            // Five standard errors; nothing at all where it is impossible.
            assertThat(drawn[number])
                    .as("sequence %s", Arrays.toString(sequences[number]))
                    .isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / DRAWS)));
        }
    }

    @Test
    void missing_observations_of_a_hidden_chain_are_drawn_by_bayes_rule() {
        Random random = new Random(4);
        try (HiddenMarkov model = Sequences.given(
                LONGEST, Sequences.distribution(random, 2), new double[][] {{0.9, 0.1}, {0.2, 0.8}}, new double[][] {
                    {0.7, 0.2, 0.1}, {0.1, 0.1, 0.8}
                })) {
            requireBayes(model, some(false, true, false, false, true));
            requireBayes(model, some(false, false, false, false, true));
            requireBayes(model, some(true, true, true, true, false));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void unknown_symbols_of_a_chain_are_drawn_by_bayes_rule(int order) {
        int[][] training = Sequences.random(new Random(7), 12, LONGEST, SYMBOLS);
        try (MarkovChain model = Sequences.chain(SHAPE, Map.of("order", order, "smoothing", 0.2))) {
            model.trainStep(OneBatch.first(Sequences.symbols(LONGEST, training)));
            requireBayes(model, some(false, true, false, false, true));
            requireBayes(model, some(false, false, false, true, false));
        }
    }

    @Test
    void behind_a_known_beginning_lengths_are_those_of_training_that_reach_as_far() {
        int[][] training = {{0}, {0}, {0, 1}, {0, 1, 2}, {0, 1, 2}, {0, 1, 2}, {2, 1, 0, 1, 2}};
        try (MarkovChain chain = Sequences.chain(SHAPE, Map.of());
                HiddenMarkov hidden = Sequences.hidden("hmm-categorical", SHAPE, Map.of(), 1)) {
            for (Sampling model : new Sampling[] {chain, hidden}) {
                ((org.genera.spi.Model) model).trainStep(OneBatch.first(Sequences.symbols(LONGEST, training)));
                Samples samples = model.sample(request(DRAWS, Known.prefix(SHAPE, 2), EXAMPLE));
                double[] shares = new double[LONGEST + 1];
                for (int i = 0; i < DRAWS; i++) {
                    shares[samples.lengths()[i]] += 1.0 / DRAWS;
                    assertThat(samples.values()[i * LONGEST]).isEqualTo(EXAMPLE[0]);
                    assertThat(samples.values()[i * LONGEST + 1]).isEqualTo(EXAMPLE[1]);
                }
                assertThat(shares).containsExactly(new double[] {0, 0, 0.2, 0.6, 0, 0.2}, within(0.02));
            }
        }
    }

    @Test
    void a_beginning_longer_than_an_example_knows_as_much_as_the_example_has() {
        try (MarkovChain model = Sequences.chain(SHAPE, Map.of("order", 1, "smoothing", 1e-3))) {
            model.trainStep(OneBatch.first(Sequences.symbols(LONGEST, new int[] {1, 2, 1, 2, 1})));
            Samples samples = model.sample(request(50, Known.prefix(SHAPE, 4), new int[] {1}));
            for (int i = 0; i < 50; i++) {
                assertThat(samples.lengths()[i]).isEqualTo(LONGEST);
                assertThat(samples.values()[i * LONGEST + 1]).isEqualTo(2);
            }
        }
    }

    /** One coordinate of each element is known: it tells of the states, and these of the other one. */
    @Test
    void unknown_coordinates_of_a_gaussian_chain_have_the_mean_of_brute_force() {
        DataShape.Sequence shape = DataShape.Sequence.ofVectors(3, 2);
        double[] initial = {0.5, 0.5};
        double[][] transition = {{0.8, 0.2}, {0.3, 0.7}};
        try (HiddenMarkov model = Sequences.hidden(
                "hmm-gaussian", shape, Map.of("states", 2, "smoothing", 0, "relativeVarianceFloor", 0), 1)) {
            double[] mean = {0, 0, 2, -3};
            double[] variance = {1, 0.5, 0.8, 2};
            double[] second = new double[4];
            Arrays.setAll(second, i -> variance[i] + mean[i] * mean[i]);
            model.maximise(new HiddenMarkov.Expected(
                    initial, Sequences.flat(transition), new double[2], new double[][] {{1, 1}, mean, second}, 0, 1));
            float[] example = {1.2f, 0, 0.7f, 0, 0.1f, 0};
            boolean[] known = {true, false, false, false, true, false};
            double[][] density = new double[3][2];
            for (int t = 0; t < 3; t++) {
                for (int state = 0; state < 2; state++) {
                    double apart = example[t * 2] - mean[state * 2];
                    density[t][state] = known[t * 2]
                            ? Math.exp(-0.5 * apart * apart / variance[state * 2]) / Math.sqrt(variance[state * 2])
                            : 1;
                }
            }
            AllPaths all = AllPaths.of(initial, transition, density);
            float[] examples = new float[DRAWS * 6];
            for (int i = 0; i < examples.length; i++) {
                examples[i] = example[i % 6];
            }
            int[] many = new int[DRAWS];
            Arrays.fill(many, 3);
            Samples samples = model.sample(SampleRequest.of(DRAWS, 3, MarkovFamily.ANCESTRAL)
                    .given(new Given(Sequences.of(examples, many), Known.some(known))));
            for (int j = 0; j < 6; j++) {
                double expected = 0;
                for (int state = 0; state < 2; state++) {
                    expected += all.posterior[j / 2][state] * mean[state * 2 + j % 2];
                }
                double drawn = 0;
                for (int i = 0; i < DRAWS; i++) {
                    drawn += (double) samples.values()[i * 6 + j] / DRAWS;
                }
                assertThat(drawn).isCloseTo(known[j] ? example[j] : expected, within(known[j] ? 1e-9 : 0.06));
            }
        }
    }

    @Test
    void known_elements_that_a_model_holds_to_be_impossible_are_completed_all_the_same() {
        int[][] training = {{0, 1, 0, 1, 0}};
        try (HiddenMarkov hidden =
                        Sequences.given(LONGEST, new double[] {1, 0}, new double[][] {{1, 0}, {0, 1}}, new double[][] {
                            {1, 0, 0}, {0, 1, 0}
                        });
                MarkovChain chain = Sequences.chain(SHAPE, Map.of("order", 2, "smoothing", 0))) {
            chain.trainStep(OneBatch.first(Sequences.symbols(LONGEST, training)));
            for (Sampling model : new Sampling[] {chain, hidden}) {
                Samples samples =
                        model.sample(request(20, some(true, false, true, false, true), new int[] {2, 0, 0, 0, 1}));
                for (int i = 0; i < 20; i++) {
                    assertThat(samples.values()[i * LONGEST]).isEqualTo(2);
                    assertThat(samples.values()[i * LONGEST + 2]).isEqualTo(0);
                    assertThat(samples.values()[i * LONGEST + 4]).isEqualTo(1);
                    assertThat(samples.values()[i * LONGEST + 1]).isBetween(0f, 2f);
                }
            }
        }
    }
}
