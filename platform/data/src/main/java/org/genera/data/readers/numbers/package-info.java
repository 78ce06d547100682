/** What readers of numbers look at while they read: what 32 bits keep of them, and how large they are. */
@NullMarked
package org.genera.data.readers.numbers;

import org.jspecify.annotations.NullMarked;
