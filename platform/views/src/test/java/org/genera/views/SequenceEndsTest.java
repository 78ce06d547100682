package org.genera.views;

import static org.assertj.core.api.Assertions.assertThat;

import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.junit.jupiter.api.Test;

class SequenceEndsTest {
    private static final float NAN = Float.NaN;
    private static final DataShape CAPTION =
            new DataShape.Pair(new DataShape.Vector(1), DataShape.Sequence.ofVectors(3, 2));

    @Test
    void examples_are_read_back_from_what_marks_their_ends() {
        Batch examples =
                new Batch(2, new float[] {9, 1, 2, 3, 4, 0, 0, 8, 5, 6, 7, 8, 1, 2}, new int[0], new int[] {2, 3});
        float[] marked = SequenceEnds.marked(CAPTION, examples);
        assertThat(marked).startsWith(9, 1, 2, 3, 4, NAN, NAN, 8);
        Batch read = SequenceEnds.read(CAPTION, 2, marked).orElseThrow();
        assertThat(read.values()).isEqualTo(examples.values());
        assertThat(read.lengths()).isEqualTo(examples.lengths());
    }

    @Test
    void what_is_no_number_where_there_should_be_one_is_no_example() {
        assertThat(SequenceEnds.read(CAPTION, 1, new float[] {NAN, 1, 2, 3, 4, NAN, NAN}))
                .isEmpty();
        assertThat(SequenceEnds.read(CAPTION, 1, new float[] {9, 1, NAN, 3, 4, NAN, NAN}))
                .isEmpty();
        assertThat(SequenceEnds.read(CAPTION, 1, new float[] {9, 1, 2, 3, NAN, NAN, NAN}))
                .isEmpty();
        assertThat(SequenceEnds.read(CAPTION, 1, new float[] {9, NAN, NAN, NAN, NAN, NAN, NAN}))
                .isEmpty();
        assertThat(SequenceEnds.read(new DataShape.Vector(2), 1, new float[] {1, Float.POSITIVE_INFINITY}))
                .isEmpty();
    }
}
