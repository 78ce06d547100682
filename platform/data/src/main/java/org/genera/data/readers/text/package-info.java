/** Readers of text: tables, and sequences of symbols or rows. */
@NullMarked
package org.genera.data.readers.text;

import org.jspecify.annotations.NullMarked;
