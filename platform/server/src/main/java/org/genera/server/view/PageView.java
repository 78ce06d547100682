package org.genera.server.view;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 * @param items of this page
 */
public record PageView<T>(long total, List<T> items) {}
