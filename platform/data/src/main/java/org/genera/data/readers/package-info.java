/** The formats that files of a data set may have; {@link DataSources} names a reader for each. */
@NullMarked
package org.genera.data.readers;

import org.jspecify.annotations.NullMarked;
