/** Data sets: built-in generators, readers of real formats, splits, preprocessing, seeded batches, the catalogue. */
@NullMarked
package org.genera.data;

import org.jspecify.annotations.NullMarked;
