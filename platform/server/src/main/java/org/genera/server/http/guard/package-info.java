/** What stands before all routes. */
@NullMarked
package org.genera.server.http.guard;

import org.jspecify.annotations.NullMarked;
