/** The live stream of server-sent events. */
@NullMarked
package org.genera.server.stream;

import org.jspecify.annotations.NullMarked;
