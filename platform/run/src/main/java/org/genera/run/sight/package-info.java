/** What the measures of a data set see: how each answers to known damage of real examples. */
@NullMarked
package org.genera.run.sight;

import org.jspecify.annotations.NullMarked;
