/** What the measures of a data set see: real examples, damaged in known ways, in place of samples. */
@NullMarked
package org.genera.worker.sight;

import org.jspecify.annotations.NullMarked;
