/** The built-in sets, each generated from a fixed seed. */
@NullMarked
package org.genera.data.builtin;

import org.jspecify.annotations.NullMarked;
