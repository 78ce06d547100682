/** Markov chain Monte Carlo over a density that is known: a kernel density estimate of the training data. */
@NullMarked
package org.genera.plugins.mcmc;

import org.jspecify.annotations.NullMarked;
