package org.genera.data.readers.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.genera.data.readers.files.InputFile;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportNotes;

/** The rows of a table in text, whose {@link Dialect} its first lines tell. Blank lines and comments are left out. For one thread. */
final class CsvReader implements AutoCloseable {
    /** The first line, however wide, is within; the dialect is told by a hundred lines at most. */
    private static final int START = 1 << 20;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final String file;
    private final BufferedReader reader;
    private final ImportNotes notes;
    private final Dialect dialect;
    private final CsvCells cells;
    private final List<Integer> blankLines = new ArrayList<>();
    private int line = 1;
    private boolean ended;

    CsvReader(Path path, TableForm form, ImportNotes notes, LongConsumer progress) throws IOException {
        InputFile input = new InputFile("table", path, progress);
        this.file = input.name();
        this.notes = notes;
        this.reader = new BufferedReader(
                new InputStreamReader(
                        input.stream(),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        try {
            passByteOrderMark();
            char[] start = new char[START];
            reader.mark(START + 1);
            int length = readUpTo(start);
            reader.reset();
            this.dialect = Dialect.of(new String(start, 0, length), length < START, form);
            this.cells = new CsvCells(reader, dialect.separator(), dialect.carriageReturns(), file, 1);
            cells.skip(dialect.directive().length());
            tellDialect();
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private void passByteOrderMark() throws IOException {
        reader.mark(1);
        try {
            if (reader.read() == BYTE_ORDER_MARK) {
                notes.add(Kind.READ, "text in UTF-8 with a byte order mark");
            } else {
                reader.reset();
                notes.add(Kind.READ, "text in UTF-8");
            }
        } catch (CharacterCodingException e) {
            throw notText(e, 1);
        }
    }

    /** As much as a hundred lines have; stops before what is no text, which is told where it is read. */
    private int readUpTo(char[] target) throws IOException {
        int length = 0;
        try {
            for (int lines = 0; length < target.length && lines <= 100; length++) {
                int read = reader.read();
                if (read < 0) {
                    return length;
                }
                target[length] = (char) read;
                lines += read == '\n' ? 1 : 0;
            }
        } catch (CharacterCodingException e) {
            return length;
        }
        return length;
    }

    private void tellDialect() {
        if (!dialect.directive().isEmpty()) {
            notes.add(
                    Kind.LEFT_OUT,
                    "the first line, which names the separator: "
                            + dialect.directive().strip());
        }
        if (dialect.columns() > 1) {
            notes.add(Kind.READ, "cells separated by " + dialect.separatorInWords());
        }
        if (dialect.decimalComma()) {
            notes.add(Kind.READ, "decimal commas: 1,5 is one and a half");
        }
        if (dialect.carriageReturns()) {
            notes.add(Kind.READ, "lines that end with carriage returns alone");
        }
    }

    String file() {
        return file;
    }

    Dialect dialect() {
        return dialect;
    }

    /** The line on which the last row began, from 1. */
    int line() {
        return line;
    }

    /** The cells of the next row, or none at the end. */
    List<String> next() throws IOException {
        try {
            while (!ended) {
                line = cells.line();
                boolean hash = cells.nextIs('#');
                if (hash && line == dialect.headLine()) {
                    return head();
                }
                if (hash && dialect.commented()) {
                    cells.skipLine();
                    tellComment();
                    continue;
                }
                List<String> row = new ArrayList<>(dialect.columns());
                ended = !cells.row(row);
                if (hash && dialect.columns() > 1 && row.size() != dialect.columns()) {
                    tellComment();
                } else if (row.size() > 1 || !row.get(0).isEmpty()) {
                    tellBlankLines();
                    return row;
                } else if (!ended) {
                    blankLines.add(line);
                }
            }
            return List.of();
        } catch (CharacterCodingException e) {
            throw notText(e, cells.line());
        }
    }

    private List<String> head() throws IOException {
        List<String> row = new ArrayList<>();
        ended = !cells.row(row);
        String first = row.get(0).replaceFirst("^#+\\s*", "");
        // With blanks between cells the sign stands alone, with others before the first name.
        if (row.size() > dialect.columns() && first.isEmpty()) {
            row.remove(0);
        } else if (row.size() == 1) {
            row.set(0, first);
        }
        return row;
    }

    private void tellComment() {
        notes.count(Kind.LEFT_OUT, "comments, which begin with #", "line " + line);
    }

    /** Those at the end of a file say nothing. */
    private void tellBlankLines() {
        for (int blank : blankLines) {
            notes.count(
                    dialect.columns() == 1 ? Kind.WARNING : Kind.LEFT_OUT,
                    dialect.columns() == 1 ? "blank lines left out, though they may be missing values" : "blank lines",
                    "line " + blank);
        }
        blankLines.clear();
    }

    private IllegalArgumentException notText(CharacterCodingException cause, int near) {
        return new IllegalArgumentException(
                "table: expected text in UTF-8, got other bytes near line " + near + " of " + file
                        + "; save it as CSV in UTF-8",
                cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
