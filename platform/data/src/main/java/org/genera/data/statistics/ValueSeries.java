package org.genera.data.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.genera.data.sets.ColumnNames;
import org.genera.data.sets.DataSetCard;
import org.genera.spi.DataShape;
import org.genera.spi.Half;

/**
 * Values of an example that belong together: one channel of a picture, one coordinate of a vector or of a sequence's
 * vectors.
 *
 * @param name for people
 * @param offset of the first in an example
 * @param stride from each to the next
 * @param count in an example; of a sequence, in each of its elements
 * @param eightBit whether they are whole numbers from 0 to 255
 * @param sequence the place of the length, among those of an example, that says how many elements there are; -1 for
 *     values that are not of sequences
 */
record ValueSeries(String name, int offset, int stride, int count, boolean eightBit, int sequence) {
    /** More histograms than this nobody looks at one by one. */
    static final int MOST_COORDINATES = 64;

    private static final List<String> COLOURS = List.of("red", "green", "blue");

    static List<ValueSeries> of(DataSetCard card) {
        if (!(card.shape() instanceof DataShape.Pair pair)) {
            return of("", card, 0, 0);
        }
        DataSetCard first = card.half(Half.FIRST);
        DataSetCard second = card.half(Half.SECOND);
        int offset = pair.offset(Half.SECOND);
        int sequence = pair.first().sequences();
        List<ValueSeries> ofFirst = of("", first, 0, 0);
        List<ValueSeries> ofSecond = of("", second, offset, sequence);
        if (ofFirst.isEmpty() || ofSecond.isEmpty()) {
            return ofFirst.isEmpty() ? ofSecond : ofFirst;
        }
        return Stream.of(of("source ", first, 0, 0), of("target ", second, offset, sequence))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * @param card of a half, or of examples that are no pairs
     * @param sequence the place of its length, if it is a sequence
     */
    private static List<ValueSeries> of(String prefix, DataSetCard card, int offset, int sequence) {
        return switch (card.shape().kind()) {
            case IMAGE -> channels(prefix, (DataShape.Image) card.shape(), offset);
            case SEQUENCE -> {
                DataShape.Sequence shape = (DataShape.Sequence) card.shape();
                yield shape.discrete()
                        ? List.of()
                        : coordinates(prefix, shape.width(), card.columns(), offset, sequence);
            }
            case VECTOR, PAIR -> coordinates(prefix, card.shape().size(), card.columns(), offset, -1);
        };
    }

    /**
     * How many of its values an example holds, which for sequences follows from its length.
     *
     * @param lengths of the example's sequences
     */
    int countIn(int[] lengths) {
        return sequence < 0 ? count : count * lengths[sequence];
    }

    private static List<ValueSeries> channels(String prefix, DataShape.Image image, int offset) {
        List<ValueSeries> series = new ArrayList<>();
        int pixels = image.height() * image.width();
        for (int i = 0; i < image.channels(); i++) {
            String name = image.channels() == 1 ? "grey" : COLOURS.get(i);
            series.add(new ValueSeries(prefix + name, offset + i, image.channels(), pixels, true, -1));
        }
        return series;
    }

    private static List<ValueSeries> coordinates(
            String prefix, int dimensions, List<String> columns, int offset, int sequence) {
        List<ValueSeries> series = new ArrayList<>();
        for (int i = 0; i < Math.min(dimensions, MOST_COORDINATES); i++) {
            String name = prefix + ColumnNames.of(columns, i, dimensions);
            series.add(new ValueSeries(name, offset + i, dimensions, 1, false, sequence));
        }
        if (dimensions > MOST_COORDINATES) {
            String name = prefix + "all " + dimensions + " columns";
            series.add(new ValueSeries(name, offset, 1, dimensions, false, sequence));
        }
        return series;
    }
}
