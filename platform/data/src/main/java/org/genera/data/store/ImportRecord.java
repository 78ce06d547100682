package org.genera.data.store;

import java.time.Instant;
import java.util.List;

/**
 * How an imported set came here.
 *
 * @param command that does it again, with the files it was given; empty where nobody kept it
 * @param split of its own, such as {@code train=0-900,test=900-1000}
 * @param bytes that it takes on the disk
 * @param importedAt when
 * @param notes what the import guessed, changed and left out, the most urgent first
 */
public record ImportRecord(String command, String split, long bytes, Instant importedAt, List<ImportNote> notes) {
    public ImportRecord {
        notes = List.copyOf(notes);
    }
}
