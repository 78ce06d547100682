package org.genera.data.readers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genera.data.DataCatalogue;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportNote;
import org.genera.data.store.ImportProgress;

/**
 * What the import of a file must end with.
 *
 * @param file below the folder of inputs
 * @param options such as label=kind
 * @param read whether it must be read, else refused
 * @param words that must stand in the summary, in a note or in the refusal
 */
public record Verdict(String file, Map<String, String> options, boolean read, List<String> words) {

    /** All of a list: {@code FILE | OPTIONS | read or refused; words; words}, one a line. */
    public static List<Verdict> in(Path list) throws IOException {
        return Files.readAllLines(list, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Verdict::parsed)
                .toList();
    }

    private static Verdict parsed(String line) {
        String[] parts = line.split("\\s*\\|\\s*", 3);
        List<String> expected = Arrays.asList(parts[2].split(";\\s*(?=\\S)"));
        Map<String, String> options = Arrays.stream(parts[1].split("\\s+"))
                .filter(option -> !option.isEmpty())
                .collect(Collectors.toMap(
                        option -> option.substring(0, option.indexOf('=')),
                        option -> option.substring(option.indexOf('=') + 1)));
        return new Verdict(parts[0], options, expected.get(0).equals("read"), expected.subList(1, expected.size()));
    }

    /** What an import of the file into a catalogue ends with. */
    public String answer(Path inputs, DataCatalogue catalogue) {
        try {
            catalogue.importSet("input", source(inputs), "", ImportProgress.silent());
            String answer = catalogue.card("input").orElseThrow().summary() + "\n"
                    + catalogue.importRecord("input").orElseThrow().notes().stream()
                            .map(ImportNote::toString)
                            .collect(Collectors.joining("\n"));
            catalogue.remove("input");
            return "read: " + answer;
        } catch (IllegalArgumentException e) {
            return "refused: " + e.getMessage();
        }
    }

    private DataSource source(Path inputs) {
        Path path = inputs.resolve(file);
        DataFormat format = Optional.ofNullable(options.get("format"))
                .map(DataFormat::named)
                .or(() -> DataFormat.of(path)
                        .map(guess -> guess.with(options.containsKey("sequence"), options.containsKey("symbols"))))
                .orElseThrow(() -> new IllegalArgumentException("format: expected " + DataFormat.WORDS + ", got none"));
        return DataSources.of(
                format,
                List.of(path),
                Optional.ofNullable(options.get("labels")).map(inputs::resolve),
                Optional.empty(),
                FileOptions.of(name -> Optional.ofNullable(options.get(name))));
    }

    /** What an answer lacks; nothing where it is as it must be. */
    public List<String> missing(String answer) {
        return Stream.concat(Stream.of(read ? "read: " : "refused: "), words.stream())
                .filter(part -> !answer.contains(part))
                .toList();
    }

    @Override
    public String toString() {
        return file + " " + options;
    }
}
