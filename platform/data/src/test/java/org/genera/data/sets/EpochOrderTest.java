package org.genera.data.sets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.genera.data.random.CounterRandom;
import org.junit.jupiter.api.Test;

class EpochOrderTest {
    private final IndexRange range = new IndexRange(10, 110);
    private final EpochOrder order = new EpochOrder(range, CounterRandom.of(1, "order"));

    @Test
    void every_epoch_is_a_permutation() {
        for (int epoch = 0; epoch < 5; epoch++) {
            assertThat(epoch(order, epoch))
                    .containsExactlyInAnyOrder(IntStream.range(10, 110).toArray());
        }
    }

    @Test
    void epochs_and_seeds_have_different_orders() {
        assertThat(epoch(order, 0)).isNotEqualTo(epoch(order, 1));
        assertThat(epoch(order, 0)).isNotEqualTo(epoch(new EpochOrder(range, CounterRandom.of(2, "order")), 0));
    }

    @Test
    void a_jump_back_finds_the_same_order() {
        int[] first = epoch(order, 0);
        epoch(order, 7);
        assertThat(epoch(order, 0)).isEqualTo(first);
    }

    @Test
    void each_example_is_first_equally_often() {
        int[] counts = new int[100];
        for (int epoch = 0; epoch < 10_000; epoch++) {
            counts[order.example(100L * epoch) - 10]++;
        }
        // 100 expected, standard deviation 10.
        assertThat(Arrays.stream(counts)).allMatch(count -> count > 55 && count < 150);
    }

    private static int[] epoch(EpochOrder order, long epoch) {
        return LongStream.range(100 * epoch, 100 * (epoch + 1))
                .mapToInt(order::example)
                .toArray();
    }
}
