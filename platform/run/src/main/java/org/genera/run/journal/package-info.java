/** What a run says of itself, line by line. */
@NullMarked
package org.genera.run.journal;

import org.jspecify.annotations.NullMarked;
