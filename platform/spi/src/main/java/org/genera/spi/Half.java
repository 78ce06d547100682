package org.genera.spi;

/** A side of a {@link DataShape.Pair}. */
public enum Half {
    /** What comes first in an example: the source of a translation, the picture of a caption. */
    FIRST,
    /** What stands behind it: the target of a translation, the caption of a picture. */
    SECOND;

    /** The one beside it. */
    public Half other() {
        return this == FIRST ? SECOND : FIRST;
    }
}
