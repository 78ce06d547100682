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
import org.genera.data.readers.files.InputFile;
import org.genera.data.readers.files.NaturalOrder;
import org.genera.data.readers.numbers.ColumnLook;
import org.genera.data.readers.text.TableRows.Row;
import org.genera.data.sets.ColumnNames;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportNotes;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/** A table of numbers. The different values of the label column, in natural order, are the classes. */
public final class CsvTable implements DataSource {
    private final Path path;
    private final Optional<String> label;
    private final TableForm form;

    /**
     * @param label the name of a column, or its number from 1
     */
    public CsvTable(Path path, Optional<String> label, TableForm form) {
        this.path = path;
        this.label = label;
        this.form = form;
    }

    @Override
    public String path() {
        return path.toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        long total = InputFile.sizeOf(path);
        try (TableRows table = new TableRows(
                path,
                form,
                label.stream().toList(),
                set.notes(),
                done -> set.progress().read(done, total))) {
            int labelColumn = label.isPresent() ? table.column("label", label.get()) : -1;
            int dimensions = table.names().size() - (label.isPresent() ? 1 : 0);
            if (dimensions < 1) {
                throw new IllegalArgumentException(
                        "table: expected a column of numbers beside the label column, got none in " + table.file());
            }
            Rows read = new Rows(table, labelColumn, set.notes());
            set.begin(new DataShape.Vector(dimensions), false);
            for (Row row = table.next(); !row.cells().isEmpty(); row = table.next()) {
                set.append(read.row(row));
            }
            List<String> classes = read.classes();
            List<String> columns = table.columnNames(Set.of(labelColumn));
            read.look.tell(set.notes(), column -> ColumnNames.of(columns, column, dimensions));
            set.finish(new ImportSummary(
                            read.labels(classes),
                            classes,
                            0,
                            set.splitGiven() ? Order.AS_READ : Order.SHUFFLED,
                            "rows of " + dimensions + (dimensions == 1 ? " number" : " numbers"),
                            table.file())
                    .withColumns(columns));
            set.progress().read(total, total);
        }
    }

    /** Turns rows of text into numbers and remembers their labels. */
    private static final class Rows {
        private final TableRows table;
        private final int labelColumn;
        private final SameNumbers spellings;
        private final ColumnLook look;
        private final Map<String, Integer> seen = new HashMap<>();
        private int[] labels = new int[1_024];
        private int count;

        Rows(TableRows table, int labelColumn, ImportNotes notes) {
            this.table = table;
            this.labelColumn = labelColumn;
            this.spellings = new SameNumbers("class", notes);
            this.look = new ColumnLook(table.names().size() - (labelColumn < 0 ? 0 : 1));
        }

        float[] row(Row row) {
            List<String> cells = row.cells();
            float[] values = new float[cells.size() - (labelColumn < 0 ? 0 : 1)];
            int to = 0;
            for (int i = 0; i < cells.size(); i++) {
                if (i == labelColumn) {
                    remember(cells.get(i), row.line());
                } else {
                    values[to] = table.number(row, i, labelColumn < 0 && cells.size() > 1 ? advice(i) : "");
                    look.see(to, table.precisely(cells.get(i)), values[to]);
                    to++;
                }
            }
            look.endRow();
            return values;
        }

        private String advice(int column) {
            return "; if that column is the label, say --label " + table.asOption(column);
        }

        private void remember(String cell, int line) {
            if (cell.isEmpty()) {
                throw new IllegalArgumentException(
                        "labels: expected a label, got an empty cell in line " + line + " of " + table.file());
            }
            if (count == labels.length) {
                labels = Arrays.copyOf(labels, 2 * count);
            }
            labels[count++] = seen.computeIfAbsent(spellings.asFirstMet(cell), key -> seen.size());
            if (seen.size() > ImportLimits.MOST_CLASSES) {
                throw new IllegalArgumentException("labels: expected at most " + ImportLimits.MOST_CLASSES
                        + " different values in the column " + table.names().get(labelColumn) + ", got more in "
                        + table.file() + "; is it the label?");
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
