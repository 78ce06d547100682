/** One process, one run: builds the model, trains, evaluates, samples, writes the journal and checkpoints, and exits. */
@NullMarked
package org.genera.worker;

import org.jspecify.annotations.NullMarked;
