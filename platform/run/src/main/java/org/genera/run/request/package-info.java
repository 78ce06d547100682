/** What a worker is asked to do with a run that is not training. */
@NullMarked
package org.genera.run.request;

import org.jspecify.annotations.NullMarked;
