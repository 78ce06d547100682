/** What a data set is: its card, its split, its examples as they are stored, and the order they are read in. */
@NullMarked
package org.genera.data.sets;

import org.jspecify.annotations.NullMarked;
