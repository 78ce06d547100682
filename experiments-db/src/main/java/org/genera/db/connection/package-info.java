/** The way to the database, and what its failures mean. */
@NullMarked
package org.genera.db.connection;

import org.jspecify.annotations.NullMarked;
