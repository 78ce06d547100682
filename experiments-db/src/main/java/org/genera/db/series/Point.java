package org.genera.db.series;

/** One value of a metric at a step. */
public record Point(long step, double value) {}
