/** Readers of binary arrays: IDX, NumPy, the batches of CIFAR. */
@NullMarked
package org.genera.data.readers.arrays;

import org.jspecify.annotations.NullMarked;
