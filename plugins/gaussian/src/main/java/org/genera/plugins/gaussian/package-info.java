/** Class-conditional Gaussians: the smallest honest family, the baseline of every comparison, and a template. */
@NullMarked
package org.genera.plugins.gaussian;

import org.jspecify.annotations.NullMarked;
