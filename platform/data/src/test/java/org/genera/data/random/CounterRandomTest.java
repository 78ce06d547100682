package org.genera.data.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CounterRandomTest {

    @Test
    void draws_are_the_outputs_of_split_mix_64() {
        SplittableRandom sequential = new SplittableRandom(42);
        CounterRandom random = new CounterRandom(42);
        for (int i = 0; i < 100; i++) {
            assertThat(random.bits(i)).isEqualTo(sequential.nextLong());
        }
    }

    @Test
    void the_order_of_calls_changes_nothing() {
        CounterRandom random = CounterRandom.of(7, "order");
        double later = random.uniform(1_000_000);
        random.uniform(3);
        assertThat(random.uniform(1_000_000)).isEqualTo(later);
        assertThat(CounterRandom.of(7, "order").uniform(1_000_000)).isEqualTo(later);
    }

    @Test
    void draws_are_uniform() {
        CounterRandom random = CounterRandom.of(1, "uniformity");
        int[] counts = new int[100];
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            counts[(int) (100 * random.uniform(i))]++;
        }
        assertThat(chiSquare(counts, draws)).isBetween(55.0, 160.0);
    }

    @Test
    void first_draws_of_neighbouring_tags_are_uniform_and_uncorrelated() {
        CounterRandom random = CounterRandom.of(1, "tags");
        int[] pairs = new int[100];
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            int here = (int) (10 * random.at(i).uniform(0));
            int next = (int) (10 * random.at(i + 1).uniform(0));
            pairs[10 * here + next]++;
        }
        assertThat(chiSquare(pairs, draws)).isBetween(55.0, 160.0);
    }

    @Test
    void seeds_purposes_and_tags_give_different_sequences() {
        assertThat(CounterRandom.of(1, "a").bits(0))
                .isNotEqualTo(CounterRandom.of(2, "a").bits(0))
                .isNotEqualTo(CounterRandom.of(1, "b").bits(0))
                .isNotEqualTo(CounterRandom.of(1, "a").at(0).bits(0))
                .isNotEqualTo(CounterRandom.of(1, "a").bits(1));
    }

    @Test
    void normal_draws_have_the_moments_of_a_standard_normal() {
        RandomStream stream = CounterRandom.of(3, "normal").stream();
        int draws = 200_000;
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        for (int i = 0; i < draws; i++) {
            double x = stream.normal();
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }
        assertThat(sum / draws).isCloseTo(0, within(0.01));
        assertThat(squares / draws).isCloseTo(1, within(0.015));
        assertThat(fourth / draws).isCloseTo(3, within(0.12));
    }

    private static double chiSquare(int[] counts, int draws) {
        double expected = (double) draws / counts.length;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }
}
