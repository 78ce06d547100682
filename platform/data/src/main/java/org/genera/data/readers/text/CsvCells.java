package org.genera.data.readers.text;

import java.io.IOException;
import java.io.Reader;
import java.util.List;

/**
 * Text cut into rows and cells (RFC 4180). Cells and rows are bounded, so that text that is no table costs no memory. For one
 * thread.
 */
final class CsvCells {
    /** Stands for any run of blanks and tabs. */
    static final int BLANKS = ' ';
    /** Separates nothing: rows of one cell. */
    static final int NOTHING = -2;

    private static final int LONGEST_CELL = 10_000;
    private static final int MOST_CELLS = 100_000;
    private static final int END = -1;

    private final Reader reader;
    private final int separator;
    private final boolean carriageReturns;
    private final String file;
    private final StringBuilder cell = new StringBuilder();
    private int line;

    /**
     * @param reader that can mark
     * @param carriageReturns whether rows end with those alone
     * @param line on which the text begins
     */
    CsvCells(Reader reader, int separator, boolean carriageReturns, String file, int line) {
        this.reader = reader;
        this.separator = separator;
        this.carriageReturns = carriageReturns;
        this.file = file;
        this.line = line;
    }

    /** The line on which the next row begins, from 1. */
    int line() {
        return line;
    }

    /** Whether the next row begins with this character, which is left where it is. */
    boolean nextIs(char character) throws IOException {
        reader.mark(1);
        int read = reader.read();
        reader.reset();
        return read == character;
    }

    /** Passes over characters. */
    void skip(int characters) throws IOException {
        for (int i = 0; i < characters; i++) {
            line += endsRow(reader.read()) ? 1 : 0;
        }
    }

    /** Passes over a line, whatever is in it. */
    void skipLine() throws IOException {
        int read = reader.read();
        while (read != END && !endsRow(read)) {
            read = reader.read();
        }
        line++;
    }

    /** Reads a row, a blank one as one empty cell, and says whether anything may follow. */
    boolean row(List<String> cells) throws IOException {
        int began = line;
        int opened = line;
        boolean quoted = false;
        boolean blank = true;
        cell.setLength(0);
        while (true) {
            int read = reader.read();
            if (endsRow(read)) {
                line++;
            }
            if (quoted) {
                if (read == END) {
                    throw new IllegalArgumentException("table: expected the end of a quoted cell, got the end of "
                            + file + "; is a quote left open in line " + opened + "?");
                }
                reader.mark(1);
                if (read != '"') {
                    append(read, began, opened, true);
                } else if (reader.read() == '"') {
                    append(read, began, opened, true);
                } else {
                    reader.reset();
                    quoted = false;
                }
            } else if (read == '"' && blank) {
                cell.setLength(0);
                quoted = true;
                blank = false;
                opened = line;
            } else if (read == END || endsRow(read)) {
                if (separator != BLANKS || !blank || cells.isEmpty()) {
                    cells.add(cell.toString().strip());
                }
                return read != END;
            } else if (read == separator || separator == BLANKS && read == '\t') {
                if (separator != BLANKS || !blank) {
                    cells.add(cell.toString().strip());
                }
                cell.setLength(0);
                blank = true;
                if (cells.size() > MOST_CELLS) {
                    throw new IllegalArgumentException("table: expected at most " + MOST_CELLS
                            + " columns, got more in line " + began + " of " + file);
                }
            } else {
                append(read, began, opened, false);
                blank &= Character.isWhitespace(read);
            }
        }
    }

    private boolean endsRow(int read) {
        return read == '\n' || carriageReturns && read == '\r';
    }

    private void append(int character, int began, int opened, boolean quoted) {
        if (cell.length() >= LONGEST_CELL) {
            throw new IllegalArgumentException("table: expected cells of at most " + LONGEST_CELL
                    + " characters, got a longer one in the row that starts in line " + began + " of " + file
                    + (quoted ? "; is a quote left open in line " + opened + "?" : "; is it no table?"));
        }
        cell.append((char) character);
    }
}
