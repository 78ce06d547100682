/**
 * What the author of a family implements, and nothing else.
 *
 * <p>No type here names TensorFlow, JSON or SQL: the server loads a family for its card and its hyperparameters
 * where no native library is present.
 */
@NullMarked
package org.genera.spi;

import org.jspecify.annotations.NullMarked;
