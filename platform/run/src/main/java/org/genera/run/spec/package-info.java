/** What was asked for: the specification of a run, of its experiment, of a sweep. */
@NullMarked
package org.genera.run.spec;

import org.jspecify.annotations.NullMarked;
