/** What can be said of groups of runs that differ by seed alone. Knows the JDK, the spi's metric and a library. */
@NullMarked
package org.genera.server.statistics;

import org.jspecify.annotations.NullMarked;
