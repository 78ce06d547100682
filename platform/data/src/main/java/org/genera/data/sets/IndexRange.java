package org.genera.data.sets;

import java.util.stream.IntStream;

/**
 * Examples in a row.
 *
 * @param from the first
 * @param to one behind the last
 */
public record IndexRange(int from, int to) {

    public int size() {
        return to - from;
    }

    /** Each of them, in order. */
    public int[] indices() {
        return IntStream.range(from, to).toArray();
    }

    boolean overlaps(IndexRange other) {
        return from < other.to && other.from < to;
    }

    public boolean contains(IndexRange other) {
        return from <= other.from && other.to <= to;
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
