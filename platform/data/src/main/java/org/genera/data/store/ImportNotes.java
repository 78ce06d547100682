package org.genera.data.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.genera.data.store.ImportNote.Kind;

/**
 * What an import guesses, changes and leaves out, as its readers tell it. Kept beside the values, so that it can be read for
 * as long as there is the set. For one thread.
 */
public final class ImportNotes {
    private static final String FILE = "notes.txt";
    /** Who needs more of thousands of names looks into the files. */
    private static final int NAMED = 3;

    private final Set<ImportNote> notes = new LinkedHashSet<>();
    private final Map<ImportNote, Tally> tallies = new LinkedHashMap<>();

    /** Says something once, however often it is told. */
    public void add(Kind kind, String text) {
        notes.add(new ImportNote(kind, text));
    }

    /**
     * Says something of many things: how many there are, and which the first are.
     *
     * @param what is so with all of them
     * @param which file, folder or line it is
     */
    public void count(Kind kind, String what, String which) {
        tallies.computeIfAbsent(new ImportNote(kind, what), missing -> new Tally())
                .add(which);
    }

    /** All that was told, the most urgent first. */
    public List<ImportNote> all() {
        Stream<ImportNote> counted = tallies.entrySet().stream()
                .map(each -> new ImportNote(each.getKey().kind(), each.getKey().text() + ": " + each.getValue()));
        return Stream.concat(notes.stream(), counted)
                .sorted(Comparator.comparing(ImportNote::kind))
                .toList();
    }

    void write(Path folder) throws IOException {
        Files.write(
                folder.resolve(FILE),
                all().stream()
                        .map(note -> note.kind().name() + "\t" + note.text())
                        .toList(),
                StandardCharsets.UTF_8);
    }

    /** What was kept beside a set; nothing beside those imported before notes were. */
    static List<ImportNote> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<ImportNote> read = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            int tab = line.indexOf('\t');
            read.add(new ImportNote(Kind.valueOf(line.substring(0, tab)), line.substring(tab + 1)));
        }
        return List.copyOf(read);
    }

    private static final class Tally {
        private final List<String> first = new ArrayList<>();
        private int count;

        void add(String which) {
            count++;
            if (first.size() < NAMED) {
                first.add(which);
            }
        }

        @Override
        public String toString() {
            int more = count - first.size();
            return String.join(", ", first) + (more == 0 ? "" : " and " + more + " more");
        }
    }
}
