package org.genera.data.store;

/** Hears how far an import is. */
@FunctionalInterface
public interface ImportProgress {

    /**
     * Called as bytes of the files have been read.
     *
     * @param done bytes of the given files read so far
     * @param total bytes of the given files together
     */
    void read(long done, long total);

    /**
     * Called as one of many files has been read.
     *
     * @param done files read so far
     * @param total files there are
     */
    default void files(long done, long total) {}

    /** Shows nothing. */
    static ImportProgress silent() {
        return (done, total) -> {};
    }
}
