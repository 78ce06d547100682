package org.genera.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.genera.spi.Accepts;
import org.genera.spi.Accepts.Alignment;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DataSpec;
import org.genera.spi.Half;
import org.genera.spi.Samples;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;

/** What the SPI says of data that are neither points nor pictures. */
class ShapesOfDataTest {
    private static final DataShape.Image GREY = new DataShape.Image(2, 2, 1);
    private static final DataShape.Image COLOUR = new DataShape.Image(2, 2, 3);
    private static final DataSpec SYMBOLS = new DataSpec(DataShape.Sequence.ofSymbols(5, 3), ValueRange.SYMBOLS, 0, 10);
    private static final DataSpec CAPTIONS = new DataSpec(
            new DataShape.Pair(GREY, SYMBOLS.shape()), List.of(ValueRange.UNIT, ValueRange.SYMBOLS), true, 2, 10);
    private static final DataSpec WAYS = new DataSpec(DataShape.Sequence.ofVectors(5, 2), ValueRange.REAL, 0, 10);

    @Test
    void sizes_and_axes_follow_from_the_parts() {
        DataShape pair = new DataShape.Pair(GREY, COLOUR);
        assertThat(pair.size()).isEqualTo(4 + 12);
        assertThat(pair.axes()).containsExactly(2, 2, 1, 2, 2, 3);
        assertThat(pair.kind()).isEqualTo(Kind.PAIR);
        assertThat(new DataShape.Pair(GREY, SYMBOLS.shape()).axes()).containsExactly(2, 2, 1, 5, 1);
        assertThatThrownBy(() -> new DataShape.Pair(GREY, pair))
                .hasMessage("need halves that are no pairs themselves, got [2,2,1] and [2,2,1]+[2,2,3]");
        assertThat(WAYS.shape().size()).isEqualTo(10);
        assertThat(WAYS.shape().axes()).isEqualTo(List.of(5, 2));
        assertThat(SYMBOLS.shape()).hasToString("[5,1 of 3 symbols]");
    }

    @Test
    void a_family_of_vectors_and_images_refuses_the_rest_in_a_sentence() {
        assertThat(Accepts.vectorsAndImages().refusal(WAYS))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .isEqualTo(
                                "expected data of kind vector or image, got sequence [5,2]; choose another variant or"
                                        + " data set"));
        DataSpec pairs = new DataSpec(new DataShape.Pair(GREY, GREY), ValueRange.UNIT, 0, 10);
        assertThat(Accepts.vectorsAndImages().refusal(pairs)).isPresent();
        assertThat(Accepts.vectorsAndImages().refusal(new DataSpec(GREY, ValueRange.UNIT, 0, 10)))
                .isEmpty();
    }

    @Test
    void a_family_of_aligned_pairs_refuses_unpaired_domains() {
        DataSpec aligned = new DataSpec(new DataShape.Pair(GREY, GREY), ValueRange.UNIT, 0, 10);
        DataSpec unpaired = new DataSpec(aligned.shape(), aligned.ranges(), false, 0, 10);
        Accepts pairs = Accepts.pairs(Set.of(Kind.IMAGE), Set.of(Kind.IMAGE), Alignment.ALIGNED);
        assertThat(pairs.refusal(aligned)).isEmpty();
        assertThat(pairs.refusal(unpaired))
                .contains(
                        "expected pairs whose halves belong together, got two unpaired domains; choose another variant"
                                + " or data set");
        Accepts domains = Accepts.pairs(Accepts.images(), Accepts.images(), Alignment.UNPAIRED);
        assertThat(domains.refusal(unpaired)).isEmpty();
        assertThat(domains.refusal(aligned)).get().asString().startsWith("expected two unpaired domains, got pairs");
        assertThat(Accepts.pairs(Accepts.images(), Accepts.images(), Alignment.EITHER)
                        .refusal(unpaired))
                .isEmpty();
    }

    @Test
    void a_family_of_captions_names_the_half_that_it_refuses() {
        Accepts captions = Accepts.pairs(Accepts.images(), Accepts.symbols(), Alignment.ALIGNED);
        assertThat(captions.refusal(CAPTIONS)).isEmpty();
        assertThat(captions.refusal(new DataSpec(new DataShape.Pair(GREY, COLOUR), ValueRange.UNIT, 0, 10)))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .isEqualTo("second half: expected data of kind sequence, got image [2,2,3]; choose another"
                                + " variant or data set"));
        assertThat(captions.refusal(SYMBOLS)).get().asString().startsWith("expected data of kind pair, got sequence");
        Accepts both = Accepts.images().or(captions.pairs().orElseThrow());
        assertThat(both.refusal(CAPTIONS)).isEmpty();
        assertThat(both.refusal(new DataSpec(GREY, ValueRange.UNIT, 0, 10))).isEmpty();
        assertThatThrownBy(() -> new Accepts(EnumSet.of(Kind.PAIR), EnumSet.allOf(ValueRange.class), false))
                .hasMessageContaining("need the kind pair together with what its halves may be");
    }

    @Test
    void each_half_of_a_pair_is_data_by_itself() {
        assertThat(CAPTIONS.half(Half.FIRST)).isEqualTo(new DataSpec(GREY, ValueRange.UNIT, 2, 10));
        assertThat(CAPTIONS.half(Half.SECOND)).isEqualTo(new DataSpec(SYMBOLS.shape(), ValueRange.SYMBOLS, 2, 10));
        assertThatThrownBy(CAPTIONS::range).hasMessageContaining("got [UNIT, SYMBOLS]; ask for that of a half");
        assertThatThrownBy(() -> SYMBOLS.half(Half.FIRST)).hasMessageContaining("expected pairs");
        assertThatThrownBy(() -> new DataSpec(GREY, List.of(ValueRange.UNIT), false, 0, 10))
                .hasMessageContaining("which pairs alone have");
        assertThatThrownBy(() -> new DataSpec(CAPTIONS.shape(), List.of(ValueRange.UNIT), true, 0, 10))
                .hasMessageContaining("need the ranges of both halves");
    }

    @Test
    void halves_of_batches_and_samples_come_apart_and_together() {
        DataShape.Pair shape = new DataShape.Pair(GREY, SYMBOLS.shape());
        float[] values = {1, 2, 3, 4, 0, 2, 0, 0, 0, 5, 6, 7, 8, 1, 1, 1, 0, 0};
        Batch batch = new Batch(2, values, new int[] {1, 0}, new int[] {2, 3});
        Batch pictures = batch.half(Half.FIRST, shape);
        assertThat(pictures.values()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(pictures.lengths()).isEmpty();
        assertThat(pictures.labels()).isSameAs(batch.labels());
        Batch words = batch.half(Half.SECOND, shape);
        assertThat(words.values()).containsExactly(0, 2, 0, 0, 0, 1, 1, 1, 0, 0);
        assertThat(words.lengths()).isSameAs(batch.lengths());
        assertThatThrownBy(() -> batch.half(Half.FIRST, new DataShape.Pair(GREY, GREY)))
                .hasMessageContaining("expected 2 pairs of the shape");

        Samples samples = new Samples(shape, 2, values, new int[] {2, 3});
        Samples again = Samples.paired(samples.half(Half.FIRST), samples.half(Half.SECOND));
        assertThat(again.values()).isEqualTo(values);
        assertThat(again.lengths()).containsExactly(2, 3);
        assertThatThrownBy(() -> new Samples(shape, 2, values, new int[] {2, 6}))
                .hasMessage("expected lengths from 1 to 5, got 6");
    }

    @Test
    void two_sequences_in_a_pair_have_a_length_each() {
        DataShape.Sequence brief = DataShape.Sequence.ofSymbols(2, 3);
        Samples first = new Samples(brief, 2, new float[] {1, 0, 2, 1}, new int[] {1, 2});
        Samples second = new Samples(SYMBOLS.shape(), 2, new float[10], new int[] {4, 5});
        Samples pairs = Samples.paired(first, second);
        assertThat(pairs.lengths()).containsExactly(1, 4, 2, 5);
        assertThat(pairs.half(Half.FIRST).lengths()).containsExactly(1, 2);
        assertThat(pairs.half(Half.SECOND).lengths()).containsExactly(4, 5);
        Batch batch = new Batch(2, pairs.values(), new int[0], pairs.lengths());
        assertThat(batch.half(Half.SECOND, (DataShape.Pair) pairs.shape()).lengths())
                .containsExactly(4, 5);
    }

    @Test
    void a_variant_for_symbols_refuses_points_and_the_other_way_round() {
        Accepts symbols = Accepts.symbols();
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
        assertThatThrownBy(() -> new Batch(2, new float[10], new int[0], new int[] {1}))
                .hasMessage("need a length for each of 2 sequences, two for pairs of them, or none at all, got 1");
        assertThatThrownBy(() -> new Batch(2, new float[10], new int[0], new int[] {0, 1}))
                .hasMessage("need lengths from 1 to 5, got 0");
        assertThat(new Batch(2, new float[10], new int[0], new int[] {5, 1}).lengths())
                .containsExactly(5, 1);
    }
}
