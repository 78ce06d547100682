/** Mixtures of Gaussians whose components nobody observed, fitted by expectation-maximisation. */
@NullMarked
package org.genera.plugins.mixture;

import org.jspecify.annotations.NullMarked;
