/** Pictures pixel by pixel: each from what was before it. */
@NullMarked
package org.genera.plugins.autoregressive;

import org.jspecify.annotations.NullMarked;
