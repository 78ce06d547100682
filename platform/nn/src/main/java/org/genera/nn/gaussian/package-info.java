/**
 * Weighted Gaussians in double precision, which class-conditional Gaussians and mixtures share: their density, their draws, and
 * their fit to rows that belong to them wholly or in part.
 */
@NullMarked
package org.genera.nn.gaussian;

import org.jspecify.annotations.NullMarked;
