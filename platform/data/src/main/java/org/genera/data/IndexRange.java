package org.genera.data;

/**
 * Examples in a row.
 *
 * @param from the first
 * @param to one behind the last
 */
record IndexRange(int from, int to) {

    int size() {
        return to - from;
    }

    boolean overlaps(IndexRange other) {
        return from < other.to && other.from < to;
    }

    boolean contains(IndexRange other) {
        return from <= other.from && other.to <= to;
    }

    @Override
    public String toString() {
        return from + "-" + to;
    }
}
