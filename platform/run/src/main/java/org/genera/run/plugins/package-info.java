/** Opening the jars of plugins, and describing what is in them. */
@NullMarked
package org.genera.run.plugins;

import org.jspecify.annotations.NullMarked;
