package org.genera.run.spec;

import org.genera.data.DataSelection;

/**
 * What the runs of an experiment have in common, and what makes them comparable.
 *
 * @param data which examples, how split, how preprocessed
 * @param budget how long each run trains
 * @param protocol what is measured and when
 */
public record ExperimentSetup(DataSelection data, Budget budget, Protocol protocol) {}
