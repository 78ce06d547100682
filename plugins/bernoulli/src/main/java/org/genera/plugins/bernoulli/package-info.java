/** Class-conditional Bernoulli models: what Gaussians are to real values, for binary ones. */
@NullMarked
package org.genera.plugins.bernoulli;

import org.jspecify.annotations.NullMarked;
