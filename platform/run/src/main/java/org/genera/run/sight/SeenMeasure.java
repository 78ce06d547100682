package org.genera.run.sight;

import java.util.List;
import org.genera.spi.Metric;

/**
 * One measure and its answers.
 *
 * @param metric as leaderboards name it
 * @param extractor where examples are compared
 * @param undamaged values of sets of real examples, each measured in place of samples
 * @param chance standard deviation between such sets
 * @param answers one for each damage
 * @param says what it sees and what it is blind to, for people
 */
public record SeenMeasure(
        Metric metric, String extractor, List<Double> undamaged, double chance, List<Answer> answers, String says) {}
