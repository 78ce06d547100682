/** What goes wrong, as RFC 9457 wants it. */
@NullMarked
package org.genera.server.http.problem;

import org.jspecify.annotations.NullMarked;
