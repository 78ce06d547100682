/**
 * Autoencoder, variational autoencoder and β-VAE. Here the process ({@code Posterior}, {@code DecoderLikelihood}, {@code
 * Elbo}, {@code MarginalLikelihood}) knows no network and the {@code Networks} know no process; a model joins the two.
 */
@NullMarked
package org.genera.plugins.vae;

import org.jspecify.annotations.NullMarked;
