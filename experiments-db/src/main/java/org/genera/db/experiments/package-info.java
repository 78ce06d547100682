/** Experiments and sweeps. */
@NullMarked
package org.genera.db.experiments;

import org.jspecify.annotations.NullMarked;
