package org.genera.data.readers.text;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the rows of a table are written, found out from its first lines.
 *
 * @param separator of cells
 * @param columns that the first row has
 * @param decimalComma whether 1,5 is one and a half
 * @param carriageReturns whether lines end with those alone, as on old Macs
 * @param directive the first line where it only names the separator, as Excel writes it; else empty
 * @param commented whether lines that begin with # are comments
 * @param headLine the comment that is the head, by its line from 1; 0 for none
 */
record Dialect(
        int separator,
        int columns,
        boolean decimalComma,
        boolean carriageReturns,
        String directive,
        boolean commented,
        int headLine) {
    private static final int LINES = 100;
    private static final String CANDIDATES = ",;\t|";
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})([eE][+-]?\\d{1,6})?");
    private static final Pattern COMMA_NUMBER = Pattern.compile("[+-]?\\d{0,400},\\d{1,400}([eE][+-]?\\d{1,6})?");
    private static final Pattern POINT_NUMBER = Pattern.compile("[+-]?\\d*\\.\\d.*");
    private static final Pattern DIRECTIVE = Pattern.compile("\\A\"?sep=(.)\"?\\r?(?:\\n|\\r|\\z)");

    /**
     * @param start of the text
     * @param whole whether that is all of it
     */
    static Dialect of(String start, boolean whole, TableForm form) {
        boolean carriageReturns = start.indexOf('\n') < 0 && start.indexOf('\r') >= 0;
        String end = carriageReturns ? "\r" : "\n";
        Matcher directive = DIRECTIVE.matcher(start);
        boolean named = directive.find();
        List<String> lines = new ArrayList<>(
                List.of(start.substring(named ? directive.end() : 0).split(end, LINES + 1)));
        if (lines.size() > 1 && (!whole || lines.size() > LINES)) {
            lines.remove(lines.size() - 1);
        }
        int leading = 0;
        while (leading < lines.size() && lines.get(leading).startsWith("#")) {
            leading++;
        }
        boolean commented = leading > 0 && lines.stream().anyMatch(line -> !line.startsWith("#") && !line.isBlank());
        String table = String.join(end, commented ? lines.subList(leading, lines.size()) : lines);
        Candidate found = named
                ? new Candidate(directive.group(1).charAt(0), table, carriageReturns, form)
                : Candidate.best(table, carriageReturns, form);
        boolean head = commented && found.isHead(lines.get(leading - 1));
        return new Dialect(
                found.separator,
                found.columns(),
                found.decimalComma(),
                carriageReturns,
                named ? directive.group() : "",
                commented,
                head ? leading + (named ? 1 : 0) : 0);
    }

    boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches() || decimalComma && isCommaNumber(cell);
    }

    /** Whether a cell would be a number if commas stood for points. */
    static boolean isCommaNumber(String cell) {
        return COMMA_NUMBER.matcher(cell).matches();
    }

    /** A number as the language Java writes it. */
    String plain(String number) {
        return decimalComma ? number.replace(',', '.') : number;
    }

    /** In words. */
    String separatorInWords() {
        return switch (separator) {
            case ',' -> "commas";
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            case '|' -> "vertical bars";
            case CsvCells.BLANKS -> "blanks";
            default -> "\"" + (char) separator + "\"";
        };
    }

    /** What the first lines are if a character separates cells. */
    private static final class Candidate {
        private final int separator;
        private final TableForm form;
        private final List<List<String>> rows;

        Candidate(int separator, String table, boolean carriageReturns, TableForm form) {
            this.separator = separator;
            this.form = form;
            this.rows = rows(separator, table, carriageReturns);
        }

        /** The one that most cells of the same columns are numbers with; where several are, the most frequent in the first line. */
        static Candidate best(String table, boolean carriageReturns, TableForm form) {
            List<Candidate> candidates = new ArrayList<>();
            CANDIDATES
                    .chars()
                    .filter(each -> each != ',' || !form.decimalComma().orElse(false))
                    .forEach(each -> candidates.add(new Candidate(each, table, carriageReturns, form)));
            Optional<Candidate> most = candidates.stream()
                    .filter(each -> each.separator != '|' && each.columns() > 1)
                    .reduce((a, b) -> b.columns() > a.columns() ? b : a);
            Candidate best = most.orElse(new Candidate(CsvCells.NOTHING, table, carriageReturns, form));
            candidates.add(new Candidate(CsvCells.BLANKS, table, carriageReturns, form));
            for (Candidate each : candidates) {
                if (each.columns() > 1 && each.score() > best.score()) {
                    best = each;
                }
            }
            return best;
        }

        private static List<List<String>> rows(int separator, String table, boolean carriageReturns) {
            List<List<String>> rows = new ArrayList<>();
            List<String> row = new ArrayList<>();
            try {
                CsvCells cells = new CsvCells(new StringReader(table), separator, carriageReturns, "", 1);
                boolean more = true;
                while (more) {
                    row = new ArrayList<>();
                    more = cells.row(row);
                    if (row.size() > 1 || !row.get(0).isEmpty()) {
                        rows.add(row);
                    }
                }
            } catch (IOException | IllegalArgumentException e) {
                // What is wrong is said when the table is read; what came before it tells the dialect.
                return rows.isEmpty() && !row.isEmpty() ? List.of(row) : rows;
            }
            return rows;
        }

        int columns() {
            return rows.isEmpty() ? 1 : rows.get(0).size();
        }

        boolean decimalComma() {
            return form.decimalComma()
                    .orElseGet(() -> separator != ','
                            && rows.stream().flatMap(List::stream).anyMatch(Dialect::isCommaNumber)
                            && rows.stream()
                                    .flatMap(List::stream)
                                    .noneMatch(
                                            cell -> POINT_NUMBER.matcher(cell).matches()));
        }

        /** From 0; 1 for rows of one length, and the share of numbers among the cells below the first row. */
        double score() {
            boolean even = rows.stream().allMatch(row -> row.size() == columns());
            boolean commas = decimalComma();
            List<String> cells = rows.subList(Math.min(1, Math.max(0, rows.size() - 1)), rows.size()).stream()
                    .flatMap(List::stream)
                    .toList();
            long numbers = cells.stream()
                    .filter(cell -> NUMBER.matcher(cell).matches() || commas && isCommaNumber(cell))
                    .count();
            return (even ? 1 : 0) + (double) numbers / Math.max(1, cells.size());
        }

        /** Whether the last comment before the rows names their columns. */
        boolean isHead(String comment) {
            if (rows.isEmpty()
                    || rows.get(0).stream()
                            .noneMatch(cell -> NUMBER.matcher(cell).matches())) {
                return false;
            }
            String names = comment.replaceFirst("^#+\\s*", "");
            List<List<String>> cells = rows(separator, names, false);
            return cells.size() == 1 && cells.get(0).size() == columns() && (columns() > 1 || !names.contains(" "));
        }
    }
}
