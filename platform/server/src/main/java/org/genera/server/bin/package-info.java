/** Deleted runs and experiments, and how they go for good. */
@NullMarked
package org.genera.server.bin;

import org.jspecify.annotations.NullMarked;
