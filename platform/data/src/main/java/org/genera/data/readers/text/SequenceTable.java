package org.genera.data.readers.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.genera.data.readers.files.InputFile;
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

/**
 * Sequences in a table: rows with the same value in one column are the elements of one sequence, in the order in which
 * they come; other sequences' rows may stand between them. The other columns are numbers or, where there is one that holds
 * words, or the user says so, a symbol. The names of columns of numbers are kept.
 */
public final class SequenceTable implements DataSource {
    /** They are gathered in memory, and a table of more is not text any more. */
    private static final int MOST_VALUES = 1 << 25;

    private final Path path;
    private final String sequence;
    private final Optional<String> label;
    private final boolean symbols;
    private final TableForm form;

    /**
     * @param sequence the column that tells sequences apart, by its name or its number from 1
     * @param label a column that never changes within a sequence; its different values are the classes
     * @param symbols whether the one column left holds symbols even if they look like numbers
     */
    public SequenceTable(Path path, String sequence, Optional<String> label, boolean symbols, TableForm form) {
        this.path = path;
        this.sequence = sequence;
        this.label = label;
        this.symbols = symbols;
        this.form = form;
    }

    @Override
    public String path() {
        return path.toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        long total = InputFile.sizeOf(path);
        Gathered gathered;
        List<String> wanted = Stream.concat(Stream.of(sequence), label.stream()).toList();
        try (TableRows rows = new TableRows(
                path, form, wanted, set.notes(), done -> set.progress().read(done, total))) {
            gathered = gather(rows, set.notes());
        }
        write(gathered, set);
        set.progress().read(total, total);
    }

    private Gathered gather(TableRows rows, ImportNotes notes) throws IOException {
        Gathered gathered = new Gathered(rows, notes);
        for (Row row = rows.next(); !row.cells().isEmpty(); row = rows.next()) {
            gathered.add(row);
        }
        return gathered;
    }

    private void write(Gathered gathered, DataSetWriter set) throws IOException {
        int[] lengths = gathered.sequences.values().stream()
                .mapToInt(each -> each.count / gathered.width())
                .toArray();
        int longest = Arrays.stream(lengths).max().orElse(1);
        DataShape.Sequence shape = gathered.discrete
                ? DataShape.Sequence.ofSymbols(longest, gathered.alphabet.size())
                : DataShape.Sequence.ofVectors(longest, gathered.width());
        SequenceLimits.requireTotal(lengths.length, shape, gathered.file);
        set.split(lengths.length, 0);
        set.begin(shape, false);
        int[] ranks = gathered.alphabet.ranks();
        int[] classRanks = gathered.classes.ranks();
        int[] labels = new int[label.isPresent() ? lengths.length : 0];
        int number = 0;
        for (Growing each : gathered.sequences.values()) {
            float[] values = Arrays.copyOf(each.values, shape.size());
            Arrays.fill(values, Math.min(each.count, values.length), values.length, 0);
            for (int i = 0; i < each.count && gathered.discrete; i++) {
                values[i] = ranks[(int) values[i]];
            }
            set.append(values);
            if (labels.length > 0) {
                labels[number] = classRanks[each.label];
            }
            number++;
        }
        gathered.tell(set.notes());
        set.finish(new ImportSummary(
                        labels,
                        label.isPresent() ? gathered.classes.symbols() : List.of(),
                        0,
                        set.splitGiven() ? Order.AS_READ : Order.SHUFFLED,
                        SequenceLimits.named(shape, Arrays.stream(lengths).min().orElse(0)),
                        gathered.file)
                .ofSequences(lengths, gathered.alphabet.symbols())
                .withColumns(gathered.columns()));
    }

    /** One sequence on its way. */
    private static final class Growing {
        private float[] values = new float[16];
        private int count;
        private int label = -1;

        void add(float value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }
    }

    private final class Gathered {
        private final TableRows table;
        private final String file;
        private final List<String> names;
        private final SameNumbers sequenceNames;
        private final SameNumbers labels;
        private final ColumnLook look;
        private final int sequenceColumn;
        private final int labelColumn;
        private final Map<String, Growing> sequences = new LinkedHashMap<>();
        private final Alphabet alphabet = new Alphabet();
        private final Alphabet classes = new Alphabet();
        private boolean discrete;
        private long total;

        Gathered(TableRows table, ImportNotes notes) {
            this.table = table;
            this.file = table.file();
            this.names = table.names();
            this.sequenceNames = new SameNumbers("sequence", notes);
            this.labels = new SameNumbers("class", notes);
            this.sequenceColumn = table.column("sequence", sequence);
            this.labelColumn = label.isPresent() ? table.column("label", label.get()) : -1;
            if (width() < 1 || labelColumn == sequenceColumn) {
                throw new IllegalArgumentException("table: expected a column of values beside those of the sequence and"
                        + " the label, got none in " + file);
            }
            if (symbols && width() != 1) {
                throw new IllegalArgumentException(
                        "symbols: expected one column of them beside the sequence column, got " + width() + " in "
                                + file);
            }
            this.look = new ColumnLook(width());
        }

        /** Symbols have names themselves. */
        List<String> columns() {
            return discrete ? List.of() : table.columnNames(Set.of(sequenceColumn, labelColumn));
        }

        int width() {
            return names.size() - (labelColumn < 0 ? 1 : 2);
        }

        void add(Row row) {
            List<String> cells = row.cells();
            int line = row.line();
            if (sequences.isEmpty()) {
                discrete = symbols || width() == 1 && !table.isNumber(cells.get(valueColumn()));
            }
            String name = cells.get(sequenceColumn);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("sequences: expected the name of a sequence, got an empty cell in"
                        + " line " + line + " of " + file);
            }
            Growing growing = sequences.computeIfAbsent(sequenceNames.asFirstMet(name), missing -> new Growing());
            if (labelColumn >= 0) {
                label(growing, name, cells.get(labelColumn), line);
            }
            int to = 0;
            for (int i = 0; i < cells.size(); i++) {
                if (i != sequenceColumn && i != labelColumn) {
                    growing.add(discrete ? symbol(cells.get(i), line) : number(row, i, to));
                    to++;
                }
            }
            look.endRow();
            total += width();
            if (total > MOST_VALUES) {
                throw new IllegalArgumentException("table: expected at most " + MOST_VALUES + " values, got more in "
                        + file + "; NumPy arrays hold larger sets");
            }
            SequenceLimits.requireLength(growing.count / width(), "the sequence " + name + " of " + file);
        }

        private int valueColumn() {
            return IntStream.range(0, names.size())
                    .filter(i -> i != sequenceColumn && i != labelColumn)
                    .findFirst()
                    .orElse(0);
        }

        private void label(Growing growing, String name, String cell, int line) {
            if (cell.isEmpty()) {
                throw new IllegalArgumentException(
                        "labels: expected a label, got an empty cell in line " + line + " of " + file);
            }
            int number = classes.number(labels.asFirstMet(cell));
            if (classes.size() > ImportLimits.MOST_CLASSES) {
                throw new IllegalArgumentException("labels: expected at most " + ImportLimits.MOST_CLASSES
                        + " different values in the column " + names.get(labelColumn) + ", got more in " + file
                        + "; is it the label?");
            }
            if (growing.label >= 0 && growing.label != number) {
                throw new IllegalArgumentException("labels: expected one label for the whole sequence " + name
                        + ", got \"" + cell + "\" after another in line " + line + " of " + file);
            }
            growing.label = number;
        }

        private int symbol(String cell, int line) {
            if (cell.isEmpty()) {
                throw new IllegalArgumentException(
                        "symbols: expected a symbol, got an empty cell in line " + line + " of " + file);
            }
            int number = alphabet.number(cell);
            if (alphabet.tooLarge()) {
                throw new IllegalArgumentException("symbols: expected at most " + Alphabet.MOST_SYMBOLS
                        + " different symbols, got more in " + file + "; are they numbers?");
            }
            return number;
        }

        private float number(Row row, int column, int coordinate) {
            String hint =
                    width() == 1 ? "; if they are symbols, say --symbols words" : "; leave out the row or the column";
            float value = table.number(row, column, hint);
            look.see(coordinate, table.precisely(row.cells().get(column)), value);
            return value;
        }

        void tell(ImportNotes notes) {
            if (!discrete) {
                List<String> columns = columns();
                look.tell(notes, column -> ColumnNames.of(columns, column, width()));
            }
        }
    }
}
