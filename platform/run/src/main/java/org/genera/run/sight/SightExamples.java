package org.genera.run.sight;

import java.util.List;

/**
 * What a damage looks like: the first examples of the same set, whole and at each strength.
 *
 * @param shape of one, as its axes
 * @param count of each strength
 * @param values for no damage and then for each strength those of all examples; of pictures 8-bit levels
 */
@SuppressWarnings("ArrayRecordComponent")
public record SightExamples(List<Integer> shape, int count, List<float[]> values) {}
