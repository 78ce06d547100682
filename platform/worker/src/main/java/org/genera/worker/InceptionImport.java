package org.genera.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.genera.evaluation.InceptionCard;
import org.genera.evaluation.InceptionExtractor;
import org.genera.run.home.Home;
import org.genera.spi.ModelContext;

/**
 * {@code worker inception}: tries a frozen graph on a picture and keeps it in the home folder, whole or not at all.
 */
final class InceptionImport {
    static final String WORD = "inception";
    static final String USAGE =
            "       worker inception --home DIR --file FILE --input TENSOR --features TENSOR --logits"
                    + " TENSOR --size N --range LOW,HIGH";

    private static final List<String> NAMES =
            List.of("--home", "--file", "--input", "--features", "--logits", "--size", "--range");

    private final Map<String, String> given;

    private InceptionImport(Map<String, String> given) {
        this.given = given;
    }

    /** @throws IllegalArgumentException saying what is wrong with the command line */
    static InceptionImport parse(String[] line) {
        Map<String, String> given = new HashMap<>();
        for (int i = 1; i + 1 < line.length; i += 2) {
            given.put(line[i], line[i + 1]);
        }
        for (String name : NAMES) {
            if (given.getOrDefault(name, "").isBlank()) {
                throw new IllegalArgumentException("expected " + name + " with a value");
            }
        }
        return new InceptionImport(given);
    }

    /**
     * Keeps the graph in place of the one that is there.
     *
     * @throws IOException if it cannot be read or written
     * @throws IllegalArgumentException if it is no graph that can be used so
     */
    InceptionCard run() throws IOException {
        Home home = new Home(text("--home"));
        Path unfinished = home.extractors().resolve(".unfinished-" + Home.INCEPTION);
        remove(unfinished);
        Files.createDirectories(unfinished);
        try {
            InceptionCard card = InceptionExtractor.keep(
                    new ModelContext(ModelContext.Device.CPU, 0), text("--file"), wanted(), unfinished);
            remove(home.inception());
            Files.move(unfinished, home.inception(), StandardCopyOption.ATOMIC_MOVE);
            return card;
        } finally {
            remove(unfinished);
        }
    }

    private Path text(String name) {
        return Path.of(given.getOrDefault(name, ""));
    }

    private InceptionCard wanted() {
        String[] range = given.getOrDefault("--range", "").split(",", -1);
        try {
            if (range.length != 2) {
                throw new NumberFormatException("two numbers are wanted");
            }
            return new InceptionCard(
                    tensor("--input"),
                    tensor("--features"),
                    tensor("--logits"),
                    Integer.parseInt(given.getOrDefault("--size", "")),
                    Double.parseDouble(range[0]),
                    Double.parseDouble(range[1]),
                    "",
                    0,
                    0,
                    1);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected --size with a number and --range with two, such as 299 and -1,1: " + e.getMessage(), e);
        }
    }

    private String tensor(String name) {
        String tensor = given.getOrDefault(name, "");
        if (!tensor.matches("[^:]+(:[0-9]{1,4})?")) {
            throw new IllegalArgumentException("expected " + name + " with a tensor such as pool_3:0, got " + tensor);
        }
        return tensor;
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
