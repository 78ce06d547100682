/** Training, from where a run stands to the end of its budget. */
@NullMarked
package org.genera.worker.training;

import org.jspecify.annotations.NullMarked;
