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

/**
 * The rows of a table in text (RFC 4180), separated by commas, semicolons or tabs, whichever its first line has most of.
 * Blank lines are left out. Cells and rows are bounded, so a file that is no table costs no memory. For one thread.
 */
final class CsvReader implements AutoCloseable {
    private static final int FIRST_LINE = 1 << 20;
    private static final int LONGEST_CELL = 10_000;
    private static final int MOST_CELLS = 100_000;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int END = -1;

    private final String file;
    private final BufferedReader reader;
    private final int separator;
    private int nextLine = 1;
    private int line = 1;

    CsvReader(Path path, LongConsumer progress) throws IOException {
        InputFile input = new InputFile("table", path, progress);
        this.file = input.name();
        this.reader = new BufferedReader(
                new InputStreamReader(
                        input.stream(),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        try {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            this.separator = guessSeparator();
        } catch (CharacterCodingException e) {
            reader.close();
            throw notText(e);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    String file() {
        return file;
    }

    /** The line on which the last row began, from 1. */
    int line() {
        return line;
    }

    /** The cells of the next row, or none at the end. */
    List<String> next() throws IOException {
        try {
            while (true) {
                line = nextLine;
                List<String> cells = new ArrayList<>();
                boolean more = row(cells);
                if (cells.size() > 1 || !cells.get(0).isEmpty()) {
                    return cells;
                }
                if (!more) {
                    return List.of();
                }
            }
        } catch (CharacterCodingException e) {
            throw notText(e);
        }
    }

    /** Reads a row and says whether anything may follow. */
    private boolean row(List<String> cells) throws IOException {
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean blank = true;
        while (true) {
            int read = reader.read();
            if (read == '\n') {
                nextLine++;
            }
            if (quoted && read != END) {
                reader.mark(1);
                if (read != '"') {
                    append(cell, read);
                } else if (reader.read() == '"') {
                    append(cell, read);
                } else {
                    reader.reset();
                    quoted = false;
                }
            } else if (read == '"' && blank) {
                cell.setLength(0);
                quoted = true;
                blank = false;
            } else if (read == separator || read == '\n' || read == END) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
                blank = true;
                if (read != separator) {
                    return read != END;
                }
                if (cells.size() > MOST_CELLS) {
                    throw new IllegalArgumentException("table: expected at most " + MOST_CELLS
                            + " columns, got more in line " + line + " of " + file);
                }
            } else {
                append(cell, read);
                blank &= Character.isWhitespace(read);
            }
        }
    }

    private void append(StringBuilder cell, int character) {
        if (cell.length() >= LONGEST_CELL) {
            throw new IllegalArgumentException("table: expected cells of at most " + LONGEST_CELL
                    + " characters, got a longer one in the row that starts in line " + line + " of " + file
                    + "; is a quote left open, or is it no table?");
        }
        cell.append((char) character);
    }

    private int guessSeparator() throws IOException {
        reader.mark(FIRST_LINE);
        int[] counts = new int[3];
        String candidates = ",;\t";
        int read = reader.read();
        for (int i = 1; i < FIRST_LINE - 1 && read != END && read != '\n'; i++) {
            if (candidates.indexOf(read) >= 0) {
                counts[candidates.indexOf(read)]++;
            }
            read = reader.read();
        }
        reader.reset();
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return candidates.charAt(most);
    }

    private IllegalArgumentException notText(CharacterCodingException cause) {
        return new IllegalArgumentException(
                "table: expected text in UTF-8, got other bytes near line " + nextLine + " of " + file
                        + "; save it as CSV in UTF-8",
                cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
