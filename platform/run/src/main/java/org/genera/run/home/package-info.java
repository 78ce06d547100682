/** Where the files of runs, experiments and sweeps lie. */
@NullMarked
package org.genera.run.home;

import org.jspecify.annotations.NullMarked;
