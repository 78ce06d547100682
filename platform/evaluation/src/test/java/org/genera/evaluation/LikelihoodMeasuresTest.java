package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.genera.spi.Likelihood.Exactness;
import org.genera.spi.Metric;
import org.genera.spi.Part;
import org.junit.jupiter.api.Test;

class LikelihoodMeasuresTest {

    @Test
    void a_uniform_model_over_8_bit_pixels_scores_8_bits_for_each_dimension() {
        // The uniform density on [0, 1)^D is 1, on [-1, 1)^D it is 2^-D.
        assertThat(BitsPerDimension.ON_UNIT.of(0, 784)).isCloseTo(8, within(1e-12));
        assertThat(BitsPerDimension.ON_SYMMETRIC.of(784 * Math.log(2), 784)).isCloseTo(8, within(1e-12));
    }

    @Test
    void it_agrees_with_the_formula_for_the_unit_interval() {
        double nll = -1_234.5;
        assertThat(BitsPerDimension.ON_UNIT.of(nll, 784))
                .isCloseTo((nll / 784 + Math.log(256)) / Math.log(2), within(1e-12));
    }

    @Test
    void exact_values_bounds_and_estimates_never_share_a_name() {
        assertThat(NegativeLogLikelihood.nats(Exactness.EXACT).name()).isEqualTo("nll");
        assertThat(NegativeLogLikelihood.nats(Exactness.LOWER_BOUND).name()).isEqualTo("nllBound");
        assertThat(NegativeLogLikelihood.nats(Exactness.ESTIMATE).name()).isEqualTo("nllEstimate");
        assertThat(NegativeLogLikelihood.of(NegativeLogLikelihood.nats(Exactness.LOWER_BOUND), "importance-weighted")
                        .name())
                .isEqualTo("nllBound/importanceWeighted");
    }

    @Test
    void what_is_scored_given_a_part_is_another_quantity_than_the_whole() {
        Metric given = NegativeLogLikelihood.nats(Exactness.LOWER_BOUND, Set.of(Part.LABEL, Part.FIRST));
        assertThat(given.name()).isEqualTo("nllGivenLabelFirstBound");
        assertThat(given.title()).isEqualTo("Negative log-likelihood given the label and the first half (bound)");
        assertThat(NegativeLogLikelihood.bits(Exactness.EXACT, Set.of()).name()).isEqualTo("bitsPerDim");
    }

    @Test
    void the_most_probable_class_is_compared_with_the_label() {
        double[] logPosterior = {-0.1, -3, -4, -5, -0.2, -3, Double.NaN, -7, -1};
        assertThat(Accuracy.correct(logPosterior, new int[] {0, 1, 2})).isEqualTo(3);
        assertThat(Accuracy.correct(logPosterior, new int[] {1, 1, 0})).isEqualTo(1);
    }
}
