package org.genera.server.cli;

import java.io.PrintWriter;
import java.util.List;

/**
 * A table for a terminal.
 *
 * @param rows of equally many cells, the headings first
 * @param numbers the columns that are aligned to the right
 */
record TextTable(List<List<String>> rows, List<Integer> numbers) {

    void print(PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String gap = " ".repeat(widths[i] - row.get(i).length());
                line.append(numbers.contains(i) ? gap + row.get(i) : row.get(i) + gap)
                        .append("  ");
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }
}
