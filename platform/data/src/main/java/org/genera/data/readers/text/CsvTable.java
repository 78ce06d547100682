package org.genera.data.readers.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.genera.data.readers.files.InputFile;
import org.genera.data.readers.files.NaturalOrder;
import org.genera.data.sets.ColumnNames;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/**
 * A table of numbers. Its first row names the columns if it has a word where the second has a number, or has the
 * name of the label column; the names are kept. The different
 * values of the label column, in natural order, are the classes.
 */
public final class CsvTable implements DataSource {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][+-]?\\d{1,6})?");

    private final Path path;
    private final Optional<String> label;

    /**
     * @param label the name of a column, or its number from 1
     */
    public CsvTable(Path path, Optional<String> label) {
        this.path = path;
        this.label = label;
    }

    @Override
    public String path() {
        return path.toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        long total = InputFile.sizeOf(path);
        try (CsvReader rows = new CsvReader(path, done -> set.progress().read(done, total))) {
            List<String> first = rows.next();
            int firstLine = rows.line();
            List<String> second = rows.next();
            if (second.isEmpty()) {
                throw new IllegalArgumentException("table: expected at least 2 rows of numbers, got "
                        + (first.isEmpty() ? "none" : "1 row") + " in " + rows.file());
            }
            boolean headed = headed(first, second)
                    || label.filter(first::contains)
                            .filter(name -> !isNumber(name))
                            .isPresent();
            List<String> names = headed
                    ? first
                    : IntStream.rangeClosed(1, first.size())
                            .mapToObj(Integer::toString)
                            .toList();
            int labelColumn = label.isPresent() ? column("label", label.get(), names, headed) : -1;
            int dimensions = first.size() - (label.isPresent() ? 1 : 0);
            if (dimensions < 1) {
                throw new IllegalArgumentException(
                        "table: expected a column of numbers beside the label column, got none in " + rows.file());
            }
            Rows read = new Rows(rows.file(), names, headed, labelColumn);
            set.begin(new DataShape.Vector(dimensions), false);
            if (!headed) {
                set.append(read.row(first, firstLine));
            }
            for (List<String> row = second; !row.isEmpty(); row = rows.next()) {
                set.append(read.row(row, rows.line()));
            }
            List<String> classes = read.classes();
            set.finish(new ImportSummary(
                            read.labels(classes),
                            classes,
                            0,
                            set.splitGiven() ? Order.AS_READ : Order.SHUFFLED,
                            "rows of " + dimensions + (dimensions == 1 ? " number" : " numbers"),
                            rows.file())
                    .withColumns(headed ? ColumnNames.inHead(names, Set.of(labelColumn)) : List.of()));
            set.progress().read(total, total);
        }
    }

    static boolean headed(List<String> first, List<String> second) {
        return IntStream.range(0, Math.min(first.size(), second.size()))
                .anyMatch(i -> !isNumber(first.get(i)) && isNumber(second.get(i)));
    }

    /**
     * The column that a user means by a name or a number from 1.
     *
     * @param what the subject of the message
     */
    static int column(String what, String label, List<String> names, boolean headed) {
        int named = headed ? names.indexOf(label) : -1;
        if (named >= 0) {
            return named;
        }
        if (label.matches("\\d{1,6}") && Integer.parseInt(label) >= 1 && Integer.parseInt(label) <= names.size()) {
            return Integer.parseInt(label) - 1;
        }
        List<String> shown = names.subList(0, Math.min(20, names.size()));
        throw new IllegalArgumentException(what + ": expected "
                + (headed
                        ? "one of the columns " + String.join(", ", shown) + (shown.size() < names.size() ? " …" : "")
                        : "the number of a column from 1 to " + names.size() + ", since the table names none")
                + ", got \"" + label + "\"");
    }

    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    /**
     * The number in a cell.
     *
     * @param hint what to try where it is none
     */
    static float number(String cell, int line, int column, String name, String file, String hint) {
        float value = isNumber(cell) ? Float.parseFloat(cell) : Float.NaN;
        if (!Float.isFinite(value)) {
            String shown = cell.length() > 40 ? cell.substring(0, 40) + "…" : cell;
            throw new IllegalArgumentException("table: expected a finite number, got "
                    + (cell.isEmpty() ? "an empty cell" : "\"" + shown + "\"") + " in line " + line + ", column "
                    + (column + 1) + name + " of " + file + hint);
        }
        return value;
    }

    /** Turns rows of text into numbers and remembers their labels. */
    private static final class Rows {
        private final String file;
        private final List<String> names;
        private final boolean headed;
        private final int labelColumn;
        private final Map<String, Integer> seen = new HashMap<>();
        private int[] labels = new int[1_024];
        private int count;

        Rows(String file, List<String> names, boolean headed, int labelColumn) {
            this.file = file;
            this.names = names;
            this.headed = headed;
            this.labelColumn = labelColumn;
        }

        float[] row(List<String> cells, int line) {
            if (cells.size() != names.size()) {
                throw new IllegalArgumentException("table: expected " + names.size()
                        + " columns as in the first row, got " + cells.size() + " in line " + line + " of " + file);
            }
            float[] values = new float[cells.size() - (labelColumn < 0 ? 0 : 1)];
            int to = 0;
            for (int i = 0; i < cells.size(); i++) {
                if (i == labelColumn) {
                    remember(cells.get(i), line);
                } else {
                    values[to++] = number(cells.get(i), line, i);
                }
            }
            return values;
        }

        private float number(String cell, int line, int column) {
            String hint = labelColumn < 0
                    ? "; if that column is the label, say --label " + names.get(column)
                    : "; leave out the row or the column";
            return CsvTable.number(cell, line, column, headed ? " (" + names.get(column) + ")" : "", file, hint);
        }

        private void remember(String cell, int line) {
            if (cell.isEmpty()) {
                throw new IllegalArgumentException(
                        "labels: expected a label, got an empty cell in line " + line + " of " + file);
            }
            if (count == labels.length) {
                labels = Arrays.copyOf(labels, 2 * count);
            }
            labels[count++] = seen.computeIfAbsent(cell, key -> seen.size());
            if (seen.size() > ImportLimits.MOST_CLASSES) {
                throw new IllegalArgumentException("labels: expected at most " + ImportLimits.MOST_CLASSES
                        + " different values in the column " + names.get(labelColumn) + ", got more in " + file
                        + "; is it the label?");
            }
        }

        List<String> classes() {
            List<String> classes = new ArrayList<>(seen.keySet());
            classes.sort(new NaturalOrder());
            return List.copyOf(classes);
        }

        int[] labels(List<String> classes) {
            int[] rank = new int[classes.size()];
            for (int i = 0; i < rank.length; i++) {
                rank[seen.getOrDefault(classes.get(i), 0)] = i;
            }
            int[] ranked = new int[count];
            for (int i = 0; i < count; i++) {
                ranked[i] = rank[labels[i]];
            }
            return ranked;
        }
    }
}
