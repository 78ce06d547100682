/** What an evaluation measures: likelihoods, samples, features, codes. */
@NullMarked
package org.genera.worker.measures;

import org.jspecify.annotations.NullMarked;
