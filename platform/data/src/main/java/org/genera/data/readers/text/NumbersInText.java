package org.genera.data.readers.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.genera.data.readers.files.InputFile;
import org.genera.data.store.ImportNotes;

/** Whether a text whose name does not say what it is holds a table of numbers, and not sequences of symbols. */
public final class NumbersInText {
    private static final int LOOKED_AT = 50;
    /** Symbols that are numbers are whole and not negative. */
    private static final Pattern MEASURED = Pattern.compile("-.*|.*[.,eE].*");

    private NumbersInText() {}

    /**
     * Whether all rows at the start of a file have equally many numbers, of which one has a sign or a fraction, or several
     * columns have names.
     */
    public static boolean are(Path file) throws IOException {
        if (!isText(file)) {
            return false;
        }
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader reader = new CsvReader(file, TableForm.GUESSED, new ImportNotes(), done -> {})) {
            List<String> row = reader.next();
            while (!row.isEmpty() && rows.size() < LOOKED_AT) {
                rows.add(row);
                row = reader.next();
            }
            Predicate<String> isNumber = reader.dialect()::isNumber;
            if (rows.size() < 2) {
                return false;
            }
            List<String> first = rows.get(0);
            List<List<String>> below = rows.subList(1, rows.size());
            boolean numbers = below.stream()
                    .allMatch(
                            each -> each.size() == first.size() && each.stream().allMatch(isNumber));
            boolean named = first.size() > 1 && first.stream().noneMatch(isNumber);
            boolean headless = first.stream().allMatch(isNumber);
            boolean measured = below.stream()
                    .flatMap(List::stream)
                    .anyMatch(cell -> MEASURED.matcher(cell).matches());
            return numbers && (named || headless && measured);
        } catch (IllegalArgumentException e) {
            // No table; what reads it as something else says what is wrong with it.
            return false;
        }
    }

    private static boolean isText(Path file) throws IOException {
        try (InputFile input = new InputFile("text", file, done -> {});
                BufferedReader start =
                        new BufferedReader(new InputStreamReader(input.stream(), StandardCharsets.UTF_8))) {
            char[] some = new char[1 << 10];
            int length = start.read(some);
            return length > 0 && new String(some, 0, length).indexOf('\0') < 0;
        }
    }
}
