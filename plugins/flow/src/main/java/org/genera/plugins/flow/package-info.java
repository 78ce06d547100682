/**
 * Normalising flows. The {@code Bijection}s know neither networks nor training and work in any precision; {@code Couplings} joins
 * them with networks, an {@code Architecture} says which a variant has, {@code FlowModel} trains and samples.
 */
@NullMarked
package org.genera.plugins.flow;

import org.jspecify.annotations.NullMarked;
