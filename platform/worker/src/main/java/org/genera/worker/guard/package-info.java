/** Looks at each answer of a model before it counts. */
@NullMarked
package org.genera.worker.guard;

import org.jspecify.annotations.NullMarked;
