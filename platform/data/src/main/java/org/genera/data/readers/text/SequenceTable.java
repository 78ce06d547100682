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
import org.genera.data.readers.files.InputFile;
import org.genera.data.sets.ColumnNames;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
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

    /**
     * @param sequence the column that tells sequences apart, by its name or its number from 1
     * @param label a column that never changes within a sequence; its different values are the classes
     * @param symbols whether the one column left holds symbols even if they look like numbers
     */
    public SequenceTable(Path path, String sequence, Optional<String> label, boolean symbols) {
        this.path = path;
        this.sequence = sequence;
        this.label = label;
        this.symbols = symbols;
    }

    @Override
    public String path() {
        return path.toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        long total = InputFile.sizeOf(path);
        Gathered gathered;
        try (CsvReader rows = new CsvReader(path, done -> set.progress().read(done, total))) {
            gathered = gather(rows);
        }
        write(gathered, set);
        set.progress().read(total, total);
    }

    private Gathered gather(CsvReader rows) throws IOException {
        List<String> first = rows.next();
        int firstLine = rows.line();
        List<String> second = rows.next();
        if (second.isEmpty()) {
            throw new IllegalArgumentException("table: expected at least 2 rows, got "
                    + (first.isEmpty() ? "none" : "1 row") + " in " + rows.file());
        }
        boolean headed = CsvTable.headed(first, second)
                || first.contains(sequence) && !CsvTable.isNumber(sequence)
                || label.filter(first::contains)
                        .filter(name -> !CsvTable.isNumber(name))
                        .isPresent();
        List<String> names = headed
                ? first
                : IntStream.rangeClosed(1, first.size())
                        .mapToObj(Integer::toString)
                        .toList();
        Gathered gathered = new Gathered(rows.file(), names, headed);
        if (!headed) {
            gathered.add(first, firstLine, first);
        }
        for (List<String> row = second; !row.isEmpty(); row = rows.next()) {
            gathered.add(row, rows.line(), headed ? second : first);
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
        private final String file;
        private final List<String> names;
        private final boolean headed;
        private final int sequenceColumn;
        private final int labelColumn;
        private final Map<String, Growing> sequences = new LinkedHashMap<>();
        private final Alphabet alphabet = new Alphabet();
        private final Alphabet classes = new Alphabet();
        private boolean discrete;
        private long total;

        Gathered(String file, List<String> names, boolean headed) {
            this.file = file;
            this.names = names;
            this.headed = headed;
            this.sequenceColumn = CsvTable.column("sequence", sequence, names, headed);
            this.labelColumn = label.isPresent() ? CsvTable.column("label", label.get(), names, headed) : -1;
            if (width() < 1 || labelColumn == sequenceColumn) {
                throw new IllegalArgumentException("table: expected a column of values beside those of the sequence and"
                        + " the label, got none in " + file);
            }
            if (symbols && width() != 1) {
                throw new IllegalArgumentException(
                        "symbols: expected one column of them beside the sequence column, got " + width() + " in "
                                + file);
            }
        }

        /** Symbols have names themselves. */
        List<String> columns() {
            return headed && !discrete ? ColumnNames.inHead(names, Set.of(sequenceColumn, labelColumn)) : List.of();
        }

        int width() {
            return names.size() - (labelColumn < 0 ? 1 : 2);
        }

        void add(List<String> cells, int line, List<String> firstRow) {
            if (cells.size() != names.size()) {
                throw new IllegalArgumentException("table: expected " + names.size()
                        + " columns as in the first row, got " + cells.size() + " in line " + line + " of " + file);
            }
            if (sequences.isEmpty()) {
                discrete = symbols || width() == 1 && !CsvTable.isNumber(firstRow.get(valueColumn()));
            }
            String name = cells.get(sequenceColumn);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("sequences: expected the name of a sequence, got an empty cell in"
                        + " line " + line + " of " + file);
            }
            Growing sequence = sequences.computeIfAbsent(name, missing -> new Growing());
            if (labelColumn >= 0) {
                label(sequence, name, cells.get(labelColumn), line);
            }
            for (int i = 0; i < cells.size(); i++) {
                if (i != sequenceColumn && i != labelColumn) {
                    sequence.add(discrete ? symbol(cells.get(i), line) : number(cells.get(i), line, i));
                }
            }
            total += width();
            if (total > MOST_VALUES) {
                throw new IllegalArgumentException("table: expected at most " + MOST_VALUES + " values, got more in "
                        + file + "; NumPy arrays hold larger sets");
            }
            SequenceLimits.requireLength(sequence.count / width(), "the sequence " + name + " of " + file);
        }

        private int valueColumn() {
            return IntStream.range(0, names.size())
                    .filter(i -> i != sequenceColumn && i != labelColumn)
                    .findFirst()
                    .orElse(0);
        }

        private void label(Growing sequence, String name, String cell, int line) {
            if (cell.isEmpty()) {
                throw new IllegalArgumentException(
                        "labels: expected a label, got an empty cell in line " + line + " of " + file);
            }
            int number = classes.number(cell);
            if (classes.size() > ImportLimits.MOST_CLASSES) {
                throw new IllegalArgumentException("labels: expected at most " + ImportLimits.MOST_CLASSES
                        + " different values in the column " + names.get(labelColumn) + ", got more in " + file
                        + "; is it the label?");
            }
            if (sequence.label >= 0 && sequence.label != number) {
                throw new IllegalArgumentException("labels: expected one label for the whole sequence " + name
                        + ", got \"" + cell + "\" after another in line " + line + " of " + file);
            }
            sequence.label = number;
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

        private float number(String cell, int line, int column) {
            String hint =
                    width() == 1 ? "; if they are symbols, say --symbols words" : "; leave out the row or the column";
            return CsvTable.number(cell, line, column, headed ? " (" + names.get(column) + ")" : "", file, hint);
        }
    }
}
