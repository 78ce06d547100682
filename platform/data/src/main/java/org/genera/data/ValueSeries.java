package org.genera.data;

import java.util.ArrayList;
import java.util.List;
import org.genera.spi.DataShape;

/**
 * Values of an example that belong together: one channel of a picture, one coordinate of a vector or of a sequence's
 * vectors.
 *
 * @param name for people
 * @param offset of the first in an example
 * @param stride from each to the next
 * @param count in an example
 */
record ValueSeries(String name, int offset, int stride, int count) {
    /** More histograms than this nobody looks at one by one. */
    static final int MOST_COORDINATES = 64;

    private static final List<String> COLOURS = List.of("red", "green", "blue");

    /**
     * @param columns names of the coordinates, or none
     */
    static List<ValueSeries> of(DataShape shape, List<String> columns) {
        if (shape instanceof DataShape.Image image) {
            return channels("", image, 0);
        }
        if (shape instanceof DataShape.Pair pair) {
            List<ValueSeries> series = new ArrayList<>(channels("source ", (DataShape.Image) pair.first(), 0));
            series.addAll(channels(
                    "target ", (DataShape.Image) pair.second(), pair.first().size()));
            return series;
        }
        if (shape instanceof DataShape.Sequence sequence) {
            return sequence.discrete() ? List.of() : coordinates(sequence.width(), sequence.longest(), columns);
        }
        return coordinates(shape.size(), 1, columns);
    }

    /** How many of its values an example holds, which for sequences follows from its length. */
    int countIn(int[] lengths, int place, DataShape shape) {
        return shape instanceof DataShape.Sequence sequence ? count / sequence.longest() * lengths[place] : count;
    }

    private static List<ValueSeries> channels(String prefix, DataShape.Image image, int offset) {
        List<ValueSeries> series = new ArrayList<>();
        for (int i = 0; i < image.channels(); i++) {
            String name = image.channels() == 1 ? "grey" : COLOURS.get(i);
            series.add(new ValueSeries(prefix + name, offset + i, image.channels(), image.height() * image.width()));
        }
        return series;
    }

    private static List<ValueSeries> coordinates(int dimensions, int elements, List<String> columns) {
        List<ValueSeries> series = new ArrayList<>();
        for (int i = 0; i < Math.min(dimensions, MOST_COORDINATES); i++) {
            series.add(new ValueSeries(ColumnNames.of(columns, i, dimensions), i, dimensions, elements));
        }
        if (dimensions > MOST_COORDINATES) {
            series.add(new ValueSeries("all " + dimensions + " columns", 0, 1, dimensions * elements));
        }
        return series;
    }
}
