/** Known data sets from their publishers' addresses. */
@NullMarked
package org.genera.data.fetch;

import org.jspecify.annotations.NullMarked;
