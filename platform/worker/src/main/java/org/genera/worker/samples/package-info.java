/** Sample sets: what the protocol wants, and how each is made and written. */
@NullMarked
package org.genera.worker.samples;

import org.jspecify.annotations.NullMarked;
