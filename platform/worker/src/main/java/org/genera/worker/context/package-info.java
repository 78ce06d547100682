/** A run with all that surrounds it, open in this process: its plugin, its data, its model, the runs it builds on. */
@NullMarked
package org.genera.worker.context;

import org.jspecify.annotations.NullMarked;
