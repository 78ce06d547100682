/** What requests carry, read and checked. */
@NullMarked
package org.genera.server.http.request;

import org.jspecify.annotations.NullMarked;
