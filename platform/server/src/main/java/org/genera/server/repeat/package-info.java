/** Whether a run, done again, gives the same numbers. */
@NullMarked
package org.genera.server.repeat;

import org.jspecify.annotations.NullMarked;
