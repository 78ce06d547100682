/** Plugins as the server knows them: as data, without any code of theirs. */
@NullMarked
package org.genera.server.plugins;

import org.jspecify.annotations.NullMarked;
