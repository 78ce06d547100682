/** What every family must pass, and checks that its author can use. */
@NullMarked
package org.genera.testkit;

import org.jspecify.annotations.NullMarked;
