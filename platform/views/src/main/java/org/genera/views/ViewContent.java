package org.genera.views;

import java.util.List;

/**
 * What a view shows, before it is written down.
 *
 * @param title for people
 * @param values {@code frames × count × size} numbers; not a number beyond the end of a sequence and where nothing was given
 * @param count examples in a frame
 * @param columns how many examples stand in a row where the order matters, else 0
 * @param frames labels of the frames; one empty label for a still
 * @param times of the frames, from 0 to 1; empty for a still
 * @param given what was given to the draws, for people; empty where nothing was
 */
@SuppressWarnings("ArrayRecordComponent")
public record ViewContent(
        String title, float[] values, int count, int columns, List<String> frames, List<Double> times, String given) {
    private static final List<String> STILL = List.of("");

    public ViewContent {
        frames = List.copyOf(frames);
        times = List.copyOf(times);
    }

    /** In no order. */
    static ViewContent still(String title, float[] values, int count, String given) {
        return new ViewContent(title, values, count, 0, STILL, List.of(), given);
    }

    /** In rows. */
    static ViewContent rows(String title, float[] values, int rows, int columns) {
        return new ViewContent(title, values, rows * columns, columns, STILL, List.of(), "");
    }

    /** The same, of which something was given. */
    ViewContent given(String words) {
        return new ViewContent(title, values, count, columns, frames, times, words);
    }
}
