/** The way of journals and of the home folder into the database. */
@NullMarked
package org.genera.db.ingest;

import org.jspecify.annotations.NullMarked;
