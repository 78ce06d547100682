package org.genera.plugins.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.genera.nn.DataRange;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;

class DecoderLikelihoodTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-5);

    private final TestGraph test = new TestGraph();

    @Test
    void the_bernoulli_log_probability_from_logits_is_that_of_the_formula() {
        double[] x = {1, 0, 1, 0, 1};
        double[] logits = {0.3, -1.2, -4, 2.5, 0};
        double expected = 0;
        for (int i = 0; i < x.length; i++) {
            double p = 1 / (1 + Math.exp(-logits[i]));
            expected += x[i] * Math.log(p) + (1 - x[i]) * Math.log(1 - p);
        }
        float logProb = test.evaluate(
                        new BernoulliLikelihood().logProb(test.tf(), test.matrix(5, x), test.matrix(5, logits)))[0];
        assertThat((double) logProb).isCloseTo(expected, CLOSE);
    }

    @Test
    void the_bernoulli_log_probability_of_extreme_logits_stays_finite() {
        float[] logProb = test.evaluate(new BernoulliLikelihood()
                .logProb(test.tf(), test.matrix(1, 1, 0, 1, 0), test.matrix(1, 200, 200, -200, -200)));
        assertThat(logProb).containsExactly(new float[] {0, -200, -200, 0}, Offset.offset(1e-4f));
    }

    @Test
    void the_bernoulli_probabilities_of_both_values_sum_to_1() {
        var likelihood = new BernoulliLikelihood();
        var tf = test.tf();
        var logits = test.matrix(1, -3, 0.2, 5);
        float[] sums = test.evaluate(tf.math.add(
                tf.math.exp(likelihood.logProb(tf, test.matrix(1, 0, 0, 0), logits)),
                tf.math.exp(likelihood.logProb(tf, test.matrix(1, 1, 1, 1), logits))));
        assertThat(sums).containsExactly(new float[] {1, 1, 1}, Offset.offset(1e-6f));
    }

    @Test
    void bernoulli_draws_are_0_or_1_with_the_probability_of_the_mean() {
        int draws = 100_000;
        double logit = Math.log(0.3 / 0.7);
        float[] drawn = test.evaluate(new BernoulliLikelihood().draw(test.tf(), test.scalar(logit), noise(draws)));
        double ones = 0;
        for (float value : drawn) {
            assertThat(value == 0f || value == 1f).isTrue();
            ones += value;
        }
        assertThat(ones / draws).isCloseTo(0.3, Offset.offset(0.006));
    }

    @Test
    void a_gaussian_of_variance_1_costs_half_the_squared_error_and_a_constant() {
        var likelihood = GaussianLikelihood.fixed(test.tf(), DataRange.REAL, 1);
        float logProb =
                test.evaluate(likelihood.logProb(test.tf(), test.matrix(3, 1, 2, 3), test.matrix(3, 0.5, 2.5, 1)))[0];
        double squares = 0.25 + 0.25 + 4;
        assertThat((double) logProb).isCloseTo(-0.5 * squares - 1.5 * Math.log(2 * Math.PI), CLOSE);
    }

    @Test
    void a_gaussian_counts_its_normaliser_in_every_dimension() {
        var likelihood = GaussianLikelihood.fixed(test.tf(), DataRange.REAL, 0.1);
        double[] x = {0.3, -0.2};
        double[] mean = {0.1, 0.4};
        float logProb = test.evaluate(likelihood.logProb(test.tf(), test.matrix(2, x), test.matrix(2, mean)))[0];
        assertThat((double) logProb)
                .isCloseTo(Densities.logNormal(x[0], mean[0], 0.1) + Densities.logNormal(x[1], mean[1], 0.1), CLOSE);
    }

    @Test
    void gaussian_draws_have_the_decoders_mean_and_variance() {
        int draws = 100_000;
        var likelihood = GaussianLikelihood.fixed(test.tf(), DataRange.UNIT, 0.25);
        float[] drawn = test.evaluate(likelihood.draw(test.tf(), test.scalar(0), noise(draws)));
        double sum = 0;
        double squares = 0;
        for (float value : drawn) {
            sum += value;
            squares += (value - 0.5) * (value - 0.5);
        }
        assertThat(sum / draws).isCloseTo(0.5, Offset.offset(0.01));
        assertThat(squares / draws).isCloseTo(0.25, Offset.offset(0.01));
    }

    private org.tensorflow.Operand<org.tensorflow.types.TFloat32> noise(int draws) {
        Random random = new Random(11);
        double[] noise = new double[draws];
        for (int i = 0; i < draws; i++) {
            noise[i] = random.nextGaussian();
        }
        return test.matrix(1, noise);
    }

    @Test
    void means_stay_in_the_range_of_the_data() {
        assertThat(meanRange("auto", ValueRange.REAL)).isEqualTo(DataRange.REAL);
        assertThat(meanRange("auto", ValueRange.UNIT)).isEqualTo(DataRange.UNIT);
        assertThat(meanRange("auto", ValueRange.BINARY)).isEqualTo(DataRange.UNIT);
        assertThat(meanRange("linear", ValueRange.UNIT)).isEqualTo(DataRange.REAL);
        assertThat(meanRange("sigmoid", ValueRange.SYMMETRIC)).isEqualTo(DataRange.SYMMETRIC);
        float[] mean =
                test.evaluate(DataRange.SYMMETRIC.sigmoidIntoData(test.tf(), test.matrix(1, -50, 0, Math.log(3), 50)));
        assertThat(mean).containsExactly(new float[] {-1, 0, 0.5f, 1}, Offset.offset(1e-6f));
    }

    @Test
    void a_sigmoid_mean_of_real_valued_data_is_refused() {
        assertThatThrownBy(() -> meanRange("sigmoid", ValueRange.REAL))
                .hasMessage("decoderMean: expected auto or linear for real-valued data, got \"sigmoid\"");
    }

    @Test
    void a_likelihood_scores_only_the_kind_of_values_that_it_gives() {
        var gaussian = GaussianLikelihood.fixed(test.tf(), DataRange.REAL, 1);
        assertThat(new BernoulliLikelihood().scores(ValueRange.BINARY)).isTrue();
        assertThat(new BernoulliLikelihood().scores(ValueRange.UNIT)).isFalse();
        assertThat(gaussian.scores(ValueRange.REAL)).isTrue();
        assertThat(gaussian.scores(ValueRange.BINARY)).isFalse();
    }

    private static DataRange meanRange(String choice, ValueRange range) {
        return DecoderMean.of(Models.spec("vae-gaussian", Models.POINTS, range, Map.of("decoderMean", choice), 1));
    }
}
