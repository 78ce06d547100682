/** The checkpoints of a run, and when things are due. */
@NullMarked
package org.genera.worker.checkpoints;

import org.jspecify.annotations.NullMarked;
