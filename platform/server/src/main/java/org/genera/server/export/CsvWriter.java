package org.genera.server.export;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of comma-separated values (RFC 4180), in UTF-8. Numbers are written so that they read back as the same numbers.
 * Text that a spreadsheet would take for a formula gets an apostrophe before it: a name is no program.
 */
public final class CsvWriter implements Closeable {
    private static final CsvMapper MAPPER = new CsvMapper();
    private static final String BEGINNINGS_OF_FORMULAS = "=+-@\t\r\n";

    private final SequenceWriter rows;

    public CsvWriter(OutputStream out) throws IOException {
        rows = MAPPER.writer().writeValues(out);
    }

    /** @param cells numbers, text, or null for nothing */
    public void write(List<? extends @Nullable Object> cells) throws IOException {
        Object[] guarded = new Object[cells.size()];
        for (int i = 0; i < guarded.length; i++) {
            guarded[i] = guarded(cells.get(i));
        }
        rows.write(guarded);
    }

    private static Object guarded(@Nullable Object cell) {
        if (cell instanceof Number number) {
            return number;
        }
        String text = cell == null ? "" : cell.toString();
        boolean formula = !text.isEmpty() && BEGINNINGS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
