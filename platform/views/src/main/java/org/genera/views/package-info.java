/** What a trained model can be asked to show, one class for each view, and the one list of them all. */
@NullMarked
package org.genera.views;

import org.jspecify.annotations.NullMarked;
