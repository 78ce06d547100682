/** From stored examples to what a model sees: scaling, binarisation, dequantisation, batches. */
@NullMarked
package org.genera.data.preparation;

import org.jspecify.annotations.NullMarked;
