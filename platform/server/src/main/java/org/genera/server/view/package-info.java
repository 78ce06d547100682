/** What the HTTP interface and the live stream show of things. */
@NullMarked
package org.genera.server.view;

import org.jspecify.annotations.NullMarked;
