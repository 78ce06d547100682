/** The server: what it is made of, and how it starts and stops. */
@NullMarked
package org.genera.server;

import org.jspecify.annotations.NullMarked;
