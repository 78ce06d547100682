/** The histories of metrics: points in blocks, their summaries, and reading them in buckets. */
@NullMarked
package org.genera.db.series;

import org.jspecify.annotations.NullMarked;
