package org.genera.data.readers.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.genera.data.sets.ColumnNames;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportNotes;

/**
 * The rows of a table below its head. The first row is the head if somebody says so, if it has the name of a wanted column, or
 * if it has a word where the row below has a number. For one thread.
 */
final class TableRows implements AutoCloseable {
    /** Further down than this nobody looks for the first value of a column. */
    private static final int LOOKED_AT = 100;

    private static final int SHOWN = 20;
    private static final Set<String> MISSING =
            Set.of("", "na", "n/a", "nan", "null", "none", "inf", "-inf", "+inf", "infinity", "-infinity", "?");

    private final CsvReader reader;
    private final Deque<Row> ahead = new ArrayDeque<>();
    private final List<String> names;
    private final boolean headed;
    private final boolean lastEmpty;

    /**
     * A row.
     *
     * @param line it begins on, from 1
     */
    record Row(List<String> cells, int line) {}

    /**
     * @param wanted columns that the user names
     */
    TableRows(Path path, TableForm form, List<String> wanted, ImportNotes notes, LongConsumer progress)
            throws IOException {
        reader = new CsvReader(path, form, notes, progress);
        try {
            for (int i = 0; i < LOOKED_AT; i++) {
                List<String> cells = reader.next();
                if (cells.isEmpty()) {
                    break;
                }
                ahead.add(new Row(cells, reader.line()));
            }
            if (ahead.size() < 2) {
                throw new IllegalArgumentException("table: expected at least 2 rows of numbers, got "
                        + (ahead.isEmpty() ? "none" : "1 row") + " in " + file());
            }
            List<Row> rows = new ArrayList<>(ahead);
            List<String> first = rows.get(0).cells();
            lastEmpty = first.size() > 1
                    && rows.stream()
                            .allMatch(row -> row.cells().size() == first.size()
                                    && row.cells().get(first.size() - 1).isEmpty());
            headed = form.header().orElseGet(() -> isHead(first, rows.subList(1, rows.size()), wanted));
            int columns = first.size() - (lastEmpty ? 1 : 0);
            names = headed
                    ? List.copyOf(first.subList(0, columns))
                    : IntStream.rangeClosed(1, columns)
                            .mapToObj(Integer::toString)
                            .toList();
            tellHead(first, rows.get(1).cells(), notes);
            if (lastEmpty) {
                notes.add(
                        Kind.LEFT_OUT,
                        "column " + first.size() + ", which is empty, since each line ends with a separator");
            }
            if (headed) {
                ahead.removeFirst();
            }
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private boolean isHead(List<String> first, List<Row> below, List<String> wanted) {
        return wanted.stream().anyMatch(name -> first.contains(name) && !isNumber(name))
                || IntStream.range(0, first.size())
                        .anyMatch(i -> !isNumber(first.get(i))
                                && (first.get(i).isEmpty() || !isMissing(first.get(i)))
                                && isNumber(firstValue(below, i)));
    }

    /** Where the row below the head lacks a value, one further down tells what the column is. */
    private static String firstValue(List<Row> below, int column) {
        return below.stream()
                .map(row -> column < row.cells().size() ? row.cells().get(column) : "")
                .filter(cell -> !isMissing(cell))
                .findFirst()
                .orElse("");
    }

    private void tellHead(List<String> first, List<String> second, ImportNotes notes) {
        if (headed) {
            notes.add(
                    Kind.READ, "names of columns from line " + ahead.getFirst().line());
            List<String> numbers = first.stream().filter(this::isNumber).toList();
            if (!numbers.isEmpty() && numbers.size() < first.size()) {
                notes.add(
                        Kind.WARNING,
                        "the first row names the columns, but holds numbers too: " + shown(numbers)
                                + "; if it is no head, say --header no");
            }
            return;
        }
        notes.add(Kind.READ, "no names of columns: the first row is an example");
        if (first.size() > 2 && countsUp(first) && (areYears(first) || !countsUp(second))) {
            notes.add(
                    Kind.WARNING,
                    "the first row counts up, " + shown(first) + "; if it names the columns, say --header yes");
        }
        if (reader.dialect().separator() == ','
                && first.size() == 2
                && ahead.stream().allMatch(row -> row.cells().stream().allMatch(cell -> cell.matches("\\d+")))) {
            notes.add(
                    Kind.WARNING,
                    "two columns of whole numbers between commas; if 1,5 is one and a half, say --decimal comma");
        }
    }

    private static boolean countsUp(List<String> cells) {
        return cells.stream().allMatch(cell -> cell.matches("\\d{1,9}"))
                && IntStream.range(1, cells.size())
                        .allMatch(i -> Integer.parseInt(cells.get(i)) == Integer.parseInt(cells.get(i - 1)) + 1);
    }

    private static boolean areYears(List<String> numbers) {
        return numbers.stream().allMatch(number -> number.matches("1[89]\\d\\d|2[01]\\d\\d"));
    }

    String file() {
        return reader.file();
    }

    /** Of all columns; their numbers where the table names none. */
    List<String> names() {
        return names;
    }

    /**
     * The names for people, where the table has any.
     *
     * @param others columns that are no coordinates
     */
    List<String> columnNames(Set<Integer> others) {
        return headed ? ColumnNames.inHead(names, others) : List.of();
    }

    /** The next row, or one without cells at the end. */
    Row next() throws IOException {
        Row row = ahead.isEmpty() ? new Row(reader.next(), reader.line()) : ahead.removeFirst();
        if (row.cells().isEmpty()) {
            return row;
        }
        int columns = names.size() + (lastEmpty ? 1 : 0);
        if (row.cells().size() != columns) {
            throw new IllegalArgumentException("table: expected " + columns + " columns as in the first row, got "
                    + row.cells().size() + " in line " + row.line() + " of " + file());
        }
        if (!lastEmpty) {
            return row;
        }
        if (!row.cells().get(columns - 1).isEmpty()) {
            throw new IllegalArgumentException("table: expected an empty cell as in the rows before, got \""
                    + row.cells().get(columns - 1) + "\" in line " + row.line() + ", column " + columns + " of "
                    + file());
        }
        return new Row(row.cells().subList(0, columns - 1), row.line());
    }

    /**
     * The column that a user means by a name or a number from 1.
     *
     * @param what the subject of the message
     */
    int column(String what, String meant) {
        int named = headed ? names.indexOf(meant) : -1;
        if (named >= 0) {
            return named;
        }
        if (meant.matches("\\d{1,6}") && Integer.parseInt(meant) >= 1 && Integer.parseInt(meant) <= names.size()) {
            return Integer.parseInt(meant) - 1;
        }
        throw new IllegalArgumentException(what + ": expected "
                + (headed
                        ? "one of the columns " + shown(names)
                        : "the number of a column from 1 to " + names.size() + ", since the table names none")
                + ", got \"" + meant + "\"");
    }

    private static String shown(List<String> names) {
        List<String> shown = names.subList(0, Math.min(SHOWN, names.size()));
        return String.join(", ", shown) + (shown.size() < names.size() ? " …" : "");
    }

    boolean isNumber(String cell) {
        return reader.dialect().isNumber(cell);
    }

    private static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /** The number in a cell, which {@link #number} has found to be one, with all its digits. */
    double precisely(String cell) {
        return Double.parseDouble(reader.dialect().plain(cell));
    }

    /**
     * The number in a cell.
     *
     * @param hint what to try where it is a word
     */
    float number(Row row, int column, String hint) {
        String cell = row.cells().get(column);
        float value = isNumber(cell) ? Float.parseFloat(reader.dialect().plain(cell)) : Float.NaN;
        if (Float.isFinite(value)) {
            return value;
        }
        String shown = cell.length() > 40 ? cell.substring(0, 40) + "…" : cell;
        throw new IllegalArgumentException("table: expected a finite number, got "
                + (cell.isEmpty() ? "an empty cell" : "\"" + shown + "\"") + " in line " + row.line() + ", column "
                + (column + 1) + (headed ? " (" + names.get(column) + ")" : "") + " of " + file()
                + advice(row, cell, hint));
    }

    private String advice(Row row, String cell, String hint) {
        if (isMissing(cell) || isNumber(cell)) {
            return "; leave out the row or the column";
        }
        if (Dialect.isCommaNumber(cell)) {
            return "; if 1,5 is one and a half, say --decimal comma";
        }
        boolean words = row.cells().stream().noneMatch(this::isNumber);
        if (!headed && row.line() == 1 && words && row.cells().size() > 1) {
            return "; if this line names the columns, say --header yes";
        }
        return hint;
    }

    /** A column as --label and --sequence name it. */
    String asOption(int column) {
        String name = names.get(column);
        boolean clear = headed
                && names.indexOf(name) == names.lastIndexOf(name)
                && !name.isBlank()
                && !name.startsWith("-")
                && !name.matches("\\d{1,6}");
        String option = clear ? name : Integer.toString(column + 1);
        return option.matches("[\\w.,-]+") ? option : "'" + option.replace("'", "'\\''") + "'";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
