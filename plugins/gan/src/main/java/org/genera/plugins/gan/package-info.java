/** Generative adversarial networks: two dense players, a generator and a discriminator. */
@NullMarked
package org.genera.plugins.gan;

import org.jspecify.annotations.NullMarked;
