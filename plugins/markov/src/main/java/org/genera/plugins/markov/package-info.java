/** Models of sequences by a chain of states, hidden or seen. */
@NullMarked
package org.genera.plugins.markov;

import org.jspecify.annotations.NullMarked;
