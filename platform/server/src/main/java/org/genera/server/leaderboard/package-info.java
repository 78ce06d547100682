/** Groups of runs beside each other: what they came to, who can be told from the best, and what may not be compared. */
@NullMarked
package org.genera.server.leaderboard;

import org.jspecify.annotations.NullMarked;
