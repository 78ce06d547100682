package org.genera.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairsTest {
    // Neither count is a multiple of a tile or a block.
    private final Features left = Gaussians.standard(83, 5, 1);
    private final Features right = Gaussians.standard(141, 5, 2);

    @Test
    void every_pair_is_what_a_plain_loop_gives() {
        double[][] squares = new double[left.count()][right.count()];
        double[][] products = new double[left.count()][right.count()];
        Pairs pairs = new Pairs(right);
        pairs.squaredDistances(
                left, (row, values, offset) -> System.arraycopy(values, offset, squares[row], 0, right.count()));
        pairs.dotProducts(
                left, (row, values, offset) -> System.arraycopy(values, offset, products[row], 0, right.count()));
        for (int i = 0; i < left.count(); i++) {
            for (int j = 0; j < right.count(); j++) {
                double square = 0;
                double product = 0;
                for (int k = 0; k < 5; k++) {
                    double x = left.values()[i * 5 + k];
                    double y = right.values()[j * 5 + k];
                    square += (x - y) * (x - y);
                    product += x * y;
                }
                assertThat(squares[i][j]).isCloseTo(square, within(1e-12));
                assertThat(products[i][j]).isCloseTo(product, within(1e-12));
            }
        }
    }

    @Test
    void equal_examples_are_exactly_0_apart() {
        new Pairs(right)
                .squaredDistances(
                        right,
                        (row, values, offset) ->
                                assertThat(values[offset + row]).isZero());
    }

    @Test
    void the_smallest_few_come_in_order_with_their_owners() {
        SmallestFew few = new SmallestFew(3);
        assertThat(few.largest()).isInfinite();
        double[] offered = {5, 1, 4, Double.NaN, 1, 3};
        for (int i = 0; i < offered.length; i++) {
            few.offer(offered[i], i);
        }
        assertThat(new double[] {few.number(0), few.number(1), few.number(2)}).containsExactly(1, 1, 3);
        assertThat(new int[] {few.owner(0), few.owner(1), few.owner(2)}).containsExactly(1, 4, 5);
    }
}
