/**
 * What Genera remembers in SQL: experiments, runs, the points of their metrics, sample sets, profiles. H2 or PostgreSQL.
 * The journals of the runs are the truth; everything here can be rebuilt from them.
 */
@NullMarked
package org.genera.db;

import org.jspecify.annotations.NullMarked;
