/** What is handed out as files: leaderboards, histories, runs. */
@NullMarked
package org.genera.server.export;

import org.jspecify.annotations.NullMarked;
