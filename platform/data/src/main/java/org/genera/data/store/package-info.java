/** Imported sets on disk: the folder they lie in, and how a source writes one. */
@NullMarked
package org.genera.data.store;

import org.jspecify.annotations.NullMarked;
