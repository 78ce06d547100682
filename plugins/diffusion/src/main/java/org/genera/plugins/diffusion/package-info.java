/** Denoising diffusion: the process, the networks that predict its noise, and the samplers on the trained network. */
@NullMarked
package org.genera.plugins.diffusion;

import org.jspecify.annotations.NullMarked;
