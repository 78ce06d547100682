package org.genera.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Given;
import org.genera.spi.Half;
import org.genera.spi.Knowledge;
import org.genera.spi.Known;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.junit.jupiter.api.Test;

class PatternTest {
    private static final List<Knowledge> ANY = List.of(Knowledge.NOTHING, Knowledge.of(Part.ANY));

    @Test
    void half_of_a_picture_is_known_and_whole_pixels_are() {
        DataShape colour = new DataShape.Image(8, 8, 3);
        for (Pattern pattern : List.of(Pattern.START, Pattern.LEFT, Pattern.SCATTERED)) {
            Known known = pattern.of(colour, ANY).orElseThrow();
            assertThat(pixels(known)).as(pattern.title()).isEqualTo(32);
        }
        Known frame = Pattern.FRAME.of(colour, ANY).orElseThrow();
        assertThat(pixels(frame)).isEqualTo(64 - 16);
        assertThat(frame.value(3 * (3 * 8 + 3))).isFalse();
        assertThat(frame.value(0)).isTrue();
    }

    private static int pixels(Known known) {
        int pixels = 0;
        for (int i = 0; i < 64; i++) {
            int at = 3 * i;
            assertThat(IntStream.range(at, at + 3).filter(known::value).count()).isIn(0L, 3L);
            pixels += known.value(at) ? 1 : 0;
        }
        return pixels;
    }

    @Test
    void a_point_has_no_left_half_and_a_number_alone_no_part() {
        DataShape plane = new DataShape.Vector(2);
        assertThat(Pattern.LEFT.of(plane, ANY)).isEmpty();
        assertThat(Pattern.START.of(plane, ANY).orElseThrow().values()).containsExactly(true, false);
        assertThat(CompletionView.patterns(ANY, new DataShape.Vector(1))).isEmpty();
    }

    @Test
    void the_beginning_of_a_sequence_is_a_prefix_of_unknown_length() {
        DataShape shape = DataShape.Sequence.ofVectors(8, 2);
        assertThat(Pattern.START.of(shape, ANY)).isEmpty();
        Known known =
                Pattern.START.of(shape, List.of(Knowledge.of(Part.PREFIX))).orElseThrow();
        assertThat(known.prefix()).isEqualTo(2);
        assertThat(known.lengths()).isFalse();
        assertThat(Pattern.SCATTERED.of(shape, ANY).orElseThrow().lengths()).isTrue();
    }

    @Test
    void only_what_a_model_can_be_given_is_offered_with_the_label_where_it_needs_it() {
        DataShape.Pair pair = new DataShape.Pair(new DataShape.Image(4, 4, 1), DataShape.Sequence.ofSymbols(5, 3));
        assertThat(CompletionView.patterns(List.of(Knowledge.of(Part.FIRST)), pair))
                .containsExactly(Pattern.FIRST);
        Known known = Pattern.FIRST.of(pair, List.of(Knowledge.of(Part.FIRST))).orElseThrow();
        assertThat(known)
                .extracting(Known::parts)
                .isEqualTo(Known.half(pair, Half.FIRST).parts());
        assertThat(known.length(0)).as("the length of the caption").isFalse();
        Known labelled = Pattern.SECOND
                .of(pair, List.of(Knowledge.of(Part.SECOND, Part.LABEL)))
                .orElseThrow();
        assertThat(labelled.label()).isTrue();
        assertThat(labelled.length(0)).isTrue();
    }

    @Test
    void behind_the_end_of_an_example_that_is_shorter_than_the_prefix_nothing_is_known() {
        DataShape.Sequence shape = DataShape.Sequence.ofVectors(4, 2);
        Batch examples = new Batch(
                2, new float[] {1, 2, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 0, 0}, new int[0], new int[] {1, 3});
        Sampler exact = new Sampler("exact", "Exact", "Exact.");
        SampleRequest request = SampleRequest.of(2, 1, exact).given(new Given(examples, Known.prefix(shape, 2)));
        float[] drawn = new float[16];
        Arrays.fill(drawn, 9);
        request.restore(drawn);
        assertThat(drawn).containsExactly(1, 2, 9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 9, 9, 9, 9);
    }
}
