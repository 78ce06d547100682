/** The processors that runs can be given. */
@NullMarked
package org.genera.server.devices;

import org.jspecify.annotations.NullMarked;
