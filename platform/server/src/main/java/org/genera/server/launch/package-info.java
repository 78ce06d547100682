/** The life of runs: launching, queueing, following, cancelling, resuming, drawing. */
@NullMarked
package org.genera.server.launch;

import org.jspecify.annotations.NullMarked;
