package org.genera.run;

import java.util.OptionalInt;

/**
 * Another run that takes part in a draw, in a role that the sampler declares.
 *
 * @param pin its checkpoint
 * @param label class of the other run's own data that it leads to
 * @param weight of its gradient; 1 is Bayes' rule, 0 leads nowhere
 */
public record RunInDraw(PinnedRun pin, OptionalInt label, double weight) {}
