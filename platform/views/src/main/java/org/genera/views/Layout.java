package org.genera.views;

/** How the examples of a sample set lie beside each other. */
public enum Layout {
    /** In no order: pictures in a grid, points in one plane. */
    FREE,
    /** In rows whose order matters, such as a row for each class. */
    ROWS,
    /** A frame for each moment, index i on its way to sample i. */
    FILM,
    /** In rows: first what was given, then what was drawn for it, last the example it came from. */
    GIVEN,
    /** In rows: a sample and its nearest training examples, with their distances. */
    NEIGHBOURS
}
