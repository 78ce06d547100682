/** The process as it was called: its arguments, how it is stopped, how it fails, its log. */
@NullMarked
package org.genera.worker.process;

import org.jspecify.annotations.NullMarked;
