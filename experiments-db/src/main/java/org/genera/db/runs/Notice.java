package org.genera.db.runs;

import java.time.Instant;

/**
 * Something that whoever looks at a run should know.
 *
 * @param at when it was noticed
 * @param text a sentence for people
 */
public record Notice(Instant at, String text) {}
