/**
 * What server and worker share: the specification of a run, its states, its journal, its directory, and the opening of
 * plugin jars.
 */
@NullMarked
package org.genera.run;

import org.jspecify.annotations.NullMarked;
