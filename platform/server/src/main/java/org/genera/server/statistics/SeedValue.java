package org.genera.server.statistics;

/** What one run of a group came to. */
public record SeedValue(String run, long seed, double value) {}
