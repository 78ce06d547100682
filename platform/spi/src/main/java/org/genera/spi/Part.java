package org.genera.spi;

import java.util.Optional;

/** A part of an example that may be known when the rest of it is drawn. */
public enum Part {
    /** The class. */
    LABEL,
    /** The first half of a pair. */
    FIRST,
    /** The second half of a pair. */
    SECOND,
    /** The first elements of a sequence, whose length is not known. */
    PREFIX,
    /** Any of the values; of a sequence the length too. */
    ANY;

    /** The half of a pair that it is, if it is one. */
    public Optional<Half> half() {
        return switch (this) {
            case FIRST -> Optional.of(Half.FIRST);
            case SECOND -> Optional.of(Half.SECOND);
            default -> Optional.empty();
        };
    }
}
