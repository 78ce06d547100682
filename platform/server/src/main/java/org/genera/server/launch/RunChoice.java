package org.genera.server.launch;

import java.util.OptionalLong;

/**
 * A run that a user wants something to build on.
 *
 * @param run its id
 * @param step of the checkpoint, empty for the last
 */
public record RunChoice(String run, OptionalLong step) {}
