/** Sequences of symbols by a transformer, and pictures as such sequences. */
@NullMarked
package org.genera.plugins.autoregressive.transformer;

import org.jspecify.annotations.NullMarked;
