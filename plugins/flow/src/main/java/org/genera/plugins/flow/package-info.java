/**
 * Normalising flows. The {@code Bijection}s know neither networks nor training and work in any precision; {@code FlowNetwork}
 * joins them with conditioners, {@code FlowModel} trains and samples.
 */
@NullMarked
package org.genera.plugins.flow;

import org.jspecify.annotations.NullMarked;
