/** The HTTP interface: one class of routes for each resource. */
@NullMarked
package org.genera.server.http;

import org.jspecify.annotations.NullMarked;
