/** What a set looks like in numbers. */
@NullMarked
package org.genera.data.statistics;

import org.jspecify.annotations.NullMarked;
