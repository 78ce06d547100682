/** Randomness addressed by counter: a pure function of a seed and a position. */
@NullMarked
package org.genera.data.random;

import org.jspecify.annotations.NullMarked;
