/** Measures over samples and likelihoods, in double precision. They know no model, no run and no data set. */
@NullMarked
package org.genera.evaluation;

import org.jspecify.annotations.NullMarked;
