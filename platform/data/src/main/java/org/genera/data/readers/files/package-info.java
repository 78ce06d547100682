/** What readers of all formats share: streams that say how far they are, archives, natural order. */
@NullMarked
package org.genera.data.readers.files;

import org.jspecify.annotations.NullMarked;
