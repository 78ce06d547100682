package org.genera.data.readers.files;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of examples and the file of their labels.
 *
 * @param values the examples
 * @param labels one for each example, if there are any
 */
public record LabelledFile(Path values, Optional<Path> labels) {}
