/** Readers of PNG and JPEG pictures in folders: classes, pairs, two domains, captions. */
@NullMarked
package org.genera.data.readers.pictures;

import org.jspecify.annotations.NullMarked;
