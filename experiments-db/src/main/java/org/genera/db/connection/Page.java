package org.genera.db.connection;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many there are on all pages
 * @param items of this page
 */
public record Page<T>(long total, List<T> items) {}
