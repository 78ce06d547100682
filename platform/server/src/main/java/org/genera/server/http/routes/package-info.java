/** One class of routes for each resource. */
@NullMarked
package org.genera.server.http.routes;

import org.jspecify.annotations.NullMarked;
