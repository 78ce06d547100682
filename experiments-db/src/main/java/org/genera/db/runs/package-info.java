/** Runs, and what is kept of each beside its histories. */
@NullMarked
package org.genera.db.runs;

import org.jspecify.annotations.NullMarked;
