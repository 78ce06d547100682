/** Groups of runs beside each other: what they came to, who is best within uncertainty, and what may not be compared. */
@NullMarked
package org.genera.server.leaderboard;

import org.jspecify.annotations.NullMarked;
