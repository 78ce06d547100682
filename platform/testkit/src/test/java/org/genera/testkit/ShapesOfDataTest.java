package org.genera.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import org.genera.spi.Accepts;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DataSpec;
import org.genera.spi.Samples;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;

/** What the SPI says of data that are neither points nor pictures. */
class ShapesOfDataTest {
    private static final DataShape.Image GREY = new DataShape.Image(2, 2, 1);
    private static final DataShape.Image COLOUR = new DataShape.Image(2, 2, 3);
    private static final DataSpec SYMBOLS = new DataSpec(DataShape.Sequence.ofSymbols(5, 3), ValueRange.SYMBOLS, 0, 10);
    private static final DataSpec WAYS = new DataSpec(DataShape.Sequence.ofVectors(5, 2), ValueRange.REAL, 0, 10);

    @Test
    void sizes_and_axes_follow_from_the_parts() {
        DataShape pair = new DataShape.ImagePair(GREY, COLOUR, true);
        assertThat(pair.size()).isEqualTo(4 + 12);
        assertThat(pair.axes()).containsExactly(2, 2, 1, 2, 2, 3);
        assertThat(pair.kind()).isEqualTo(Kind.PAIR);
        assertThat(new DataShape.ImagePair(GREY, GREY, false).kind()).isEqualTo(Kind.UNPAIRED);
        assertThat(WAYS.shape().size()).isEqualTo(10);
        assertThat(WAYS.shape().axes()).isEqualTo(List.of(5, 2));
        assertThat(SYMBOLS.shape()).hasToString("[5,1 of 3 symbols]");
    }

    @Test
    void a_family_of_vectors_and_images_refuses_the_rest_in_a_sentence() {
        assertThat(Accepts.vectorsAndImages().refusal(WAYS))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("got sequence [5,2]; choose another variant or data set")
                        .contains("vector")
                        .contains("image"));
        DataSpec pairs = new DataSpec(new DataShape.ImagePair(GREY, GREY, true), ValueRange.UNIT, 0, 10);
        assertThat(Accepts.vectorsAndImages().refusal(pairs)).isPresent();
        assertThat(Accepts.vectorsAndImages().refusal(new DataSpec(GREY, ValueRange.UNIT, 0, 10)))
                .isEmpty();
    }

    @Test
    void a_family_of_aligned_pairs_refuses_unpaired_domains() {
        Accepts pairs = new Accepts(EnumSet.of(Kind.PAIR), EnumSet.of(ValueRange.UNIT), false);
        DataSpec unpaired = new DataSpec(new DataShape.ImagePair(GREY, GREY, false), ValueRange.UNIT, 0, 10);
        assertThat(pairs.refusal(unpaired))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).startsWith("expected data of kind [pair], got unpaired"));
    }

    @Test
    void a_variant_for_symbols_refuses_points_and_the_other_way_round() {
        Accepts symbols = new Accepts(EnumSet.of(Kind.SEQUENCE), EnumSet.of(ValueRange.SYMBOLS), false);
        Accepts points = new Accepts(EnumSet.of(Kind.SEQUENCE), EnumSet.of(ValueRange.REAL), false);
        assertThat(symbols.refusal(SYMBOLS)).isEmpty();
        assertThat(points.refusal(WAYS)).isEmpty();
        assertThat(symbols.refusal(WAYS))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .isEqualTo(
                                "expected sequences of symbols, got real numbers; choose another variant or data set"));
        assertThat(points.refusal(SYMBOLS))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .isEqualTo("expected numbers, got sequences of symbols; choose another variant or data set"));
    }

    @Test
    void symbols_are_a_range_of_their_own() {
        assertThatThrownBy(() -> new DataSpec(SYMBOLS.shape(), ValueRange.REAL, 0, 10))
                .hasMessageContaining("need the range symbols for sequences of symbols and no other shape");
        assertThatThrownBy(() -> new DataSpec(GREY, ValueRange.SYMBOLS, 0, 10)).hasMessageContaining("got SYMBOLS");
    }

    @Test
    void lengths_belong_to_sequences_and_lie_within_them() {
        DataShape shape = SYMBOLS.shape();
        assertThat(new Samples(shape, 2, new float[10], new int[] {1, 5}).lengths())
                .containsExactly(1, 5);
        assertThatThrownBy(() -> new Samples(shape, 2, new float[10]))
                .hasMessageContaining("expected 2 lengths for 2 examples")
                .hasMessageContaining("sequences have a length each");
        assertThatThrownBy(() -> new Samples(shape, 1, new float[5], new int[] {6}))
                .hasMessage("expected lengths from 1 to 5, got 6");
        assertThatThrownBy(() -> new Samples(GREY, 1, new float[4], new int[] {1}))
                .hasMessageContaining("expected 0 lengths");
        assertThatThrownBy(() -> new Batch(1, 2, new float[10], new int[0], new int[] {1}))
                .hasMessage("need a length for each of 2 sequences or none at all, got 1");
        assertThatThrownBy(() -> new Batch(1, 2, new float[10], new int[0], new int[] {0, 1}))
                .hasMessage("need lengths from 1 to 5, got 0");
        assertThat(new Batch(1, 2, new float[10], new int[0], new int[] {5, 1})
                        .at(7)
                        .step())
                .isEqualTo(7);
    }
}
