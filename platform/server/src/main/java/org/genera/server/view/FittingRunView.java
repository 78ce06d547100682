package org.genera.server.view;

import java.util.List;

/**
 * A run that fits a role, as the OpenAPI document describes it.
 *
 * @param steps of its checkpoints, rising
 */
public record FittingRunView(RunView run, String experimentName, List<Long> steps) {}
