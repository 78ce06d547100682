/** Runs that were launched together: who goes on, stopping them as a whole, and what their values did to a measure. */
@NullMarked
package org.genera.server.sweep;

import org.jspecify.annotations.NullMarked;
