/** How answers are made off the event loop and sent. */
@NullMarked
package org.genera.server.http.response;

import org.jspecify.annotations.NullMarked;
