/**
 * TensorFlow graph blocks that all families share: variables and scopes, layers, initialisers, gradients, optimizers,
 * averages of weights, seeded randomness, checkpoints, devices. Everything is built so that the known traps of
 * TensorFlow Java cannot be stepped into; where a class looks roundabout, its comment names the trap.
 */
@NullMarked
package org.genera.nn;

import org.jspecify.annotations.NullMarked;
