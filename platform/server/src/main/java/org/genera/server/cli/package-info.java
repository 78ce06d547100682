/** The command line. */
@NullMarked
package org.genera.server.cli;

import org.jspecify.annotations.NullMarked;
