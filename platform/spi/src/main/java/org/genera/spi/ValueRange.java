package org.genera.spi;

/** The range of the values that a model sees, after the experiment's preprocessing. */
public enum ValueRange {
    /** Any real number; coordinates and standardised values. */
    REAL,
    /** [0, 1]: grey values or colours. */
    UNIT,
    /** [-1, 1]. */
    SYMMETRIC,
    /** 0 or 1: binarised images. */
    BINARY,
    /** Whole numbers from 0 that name the symbols of a sequence. */
    SYMBOLS
}
