package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HiddenMarkovModelTest {
    private static final double[] INITIAL = {0.6, 0.4};
    private static final double[][] TRANSITION = {{0.7, 0.3}, {0.4, 0.6}};
    private static final double[][] EMISSION = {{0.5, 0.4, 0.1}, {0.1, 0.3, 0.6}};
    private static final HiddenMarkovModel MODEL = new HiddenMarkovModel(INITIAL, TRANSITION);

    @Test
    void the_textbook_sequence_has_the_textbook_probability() {
        double[][] emission = HiddenMarkovModel.ofSymbols(EMISSION, new int[] {0, 1, 2});
        assertThat(Math.exp(MODEL.logLikelihood(emission))).isCloseTo(0.03628, within(1e-15));
        HiddenMarkovModel.Path path = MODEL.mostProbablePath(emission);
        assertThat(path.states()).containsExactly(0, 0, 1);
        assertThat(Math.exp(path.logProbability())).isCloseTo(0.01512, within(1e-15));
    }

    @Test
    void forward_and_viterbi_agree_with_the_sum_and_the_best_of_all_paths() {
        Random random = new Random(3);
        for (int trial = 0; trial < 50; trial++) {
            double[] initial = distribution(random, 3);
            double[][] transition = {distribution(random, 3), distribution(random, 3), distribution(random, 3)};
            HiddenMarkovModel model = new HiddenMarkovModel(initial, transition);
            double[][] emission = new double[1 + random.nextInt(6)][3];
            for (double[] row : emission) {
                for (int state = 0; state < 3; state++) {
                    row[state] = 3 * random.nextGaussian();
                }
            }
            double sum = 0;
            double best = 0;
            for (int path = 0; path < Math.pow(3, emission.length); path++) {
                double probability = probability(initial, transition, emission, digits(path, emission.length));
                sum += probability;
                best = Math.max(best, probability);
            }
            assertThat(model.logLikelihood(emission)).isCloseTo(Math.log(sum), within(1e-12));
            assertThat(model.mostProbablePath(emission).logProbability()).isCloseTo(Math.log(best), within(1e-12));
            int[] states = model.mostProbablePath(emission).states();
            assertThat(probability(initial, transition, emission, states)).isCloseTo(best, within(1e-12 * best));
        }
    }

    @Test
    void the_probabilities_of_all_sequences_of_one_length_sum_to_1() {
        double sum = 0;
        for (int number = 0; number < 243; number++) {
            int[] symbols = digits(number, 5);
            sum += Math.exp(MODEL.logLikelihood(HiddenMarkovModel.ofSymbols(EMISSION, symbols)));
        }
        assertThat(sum).isCloseTo(1, within(1e-14));
    }

    @Test
    void a_single_state_makes_elements_independent_gaussians() {
        HiddenMarkovModel one = new HiddenMarkovModel(new double[] {1}, new double[][] {{1}});
        double[][] emission = HiddenMarkovModel.ofGaussians(
                new double[][] {{1, -1}}, new double[][] {{0.5, 2}}, new double[][] {{1, -1}, {1.5, 1}});
        // Each coordinate: -log(sigma) - log(2 pi) / 2; the second point lies one deviation off in each.
        double expected = 2 * (-Math.log(0.5) - Math.log(2) - Math.log(2 * Math.PI)) - 1;
        assertThat(one.logLikelihood(emission)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void neither_length_nor_tiny_densities_make_it_underflow() {
        double[][] emission = new double[10_000][2];
        for (double[] row : emission) {
            row[0] = -2_000;
            row[1] = -2_000;
        }
        assertThat(MODEL.logLikelihood(emission)).isCloseTo(-2e7, within(1e-3));
    }

    @Test
    void the_impossible_has_probability_0_and_the_empty_sequence_1() {
        double[][] never = {{Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}};
        assertThat(MODEL.logLikelihood(never)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(MODEL.logLikelihood(new double[0][])).isZero();
    }

    @Test
    void what_is_no_distribution_is_refused() {
        assertThatThrownBy(() -> new HiddenMarkovModel(new double[] {0.6, 0.3}, TRANSITION))
                .hasMessageContaining("need initial to sum to 1");
        assertThatThrownBy(() -> new HiddenMarkovModel(INITIAL, new double[][] {{1, 0}}))
                .hasMessage("need a row of transition for each of 2 states, got 1");
        assertThatThrownBy(() -> MODEL.logLikelihood(new double[][] {{0, 0, 0}}))
                .hasMessage("expected log emissions [T,2], got a row of 3 at element 0");
    }

    /** Of one path and the sequence together, straight from the definition. */
    private static double probability(double[] initial, double[][] transition, double[][] emission, int[] states) {
        double probability = initial[states[0]] * Math.exp(emission[0][states[0]]);
        for (int t = 1; t < states.length; t++) {
            probability *= transition[states[t - 1]][states[t]] * Math.exp(emission[t][states[t]]);
        }
        return probability;
    }

    private static int[] digits(int number, int count) {
        int[] digits = new int[count];
        int rest = number;
        for (int i = 0; i < count; i++) {
            digits[i] = rest % 3;
            rest /= 3;
        }
        return digits;
    }

    private static double[] distribution(Random random, int size) {
        double[] weights = random.doubles(size).map(each -> each + 0.01).toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < size; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
