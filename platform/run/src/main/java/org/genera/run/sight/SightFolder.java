package org.genera.run.sight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.genera.data.sets.DataSetCard;
import org.genera.run.Json;
import org.genera.run.home.Home;

/**
 * Where the study of a data set under a split lies. The folder appears by a rename, so nobody ever reads half of one; what
 * the values, their split and the version of the study decide is in its name, so that another study is another folder.
 *
 * @param home of all
 * @param key its name
 */
public record SightFolder(Home home, String key) {
    /** Of a data set as its card tells it. */
    public static SightFolder of(Home home, DataSetCard card, String split) {
        // Of digits and few other characters, or no split at all, which whoever prepares the data finds.
        String plain = split.replaceAll("[^a-z0-9]+", "-");
        return new SightFolder(
                home,
                card.fingerprint() + "-" + card.trainExamples() + "-" + card.testExamples()
                        + (split.isBlank() ? "" : "-" + plain) + "-v" + Sight.VERSION);
    }

    public Path root() {
        return home.sight().resolve(key);
    }

    public boolean isTaken() {
        return Files.exists(resultIn(root()));
    }

    /** Empty where it has not been taken. */
    public Optional<Sight> result() {
        return isTaken() ? Optional.of(Json.readFile(resultIn(root()), Sight.class)) : Optional.empty();
    }

    public static Path resultIn(Path folder) {
        return folder.resolve("sight.json");
    }

    /** A {@link SightExamples}. */
    public static Path examplesIn(Path folder, String damage) {
        return folder.resolve("examples-" + damage + ".json");
    }

    /** Held by whoever takes the study. */
    public Path lock() {
        return beside(".lock");
    }

    /** What the worker printed. */
    public Path log() {
        return beside(".log");
    }

    /** How far it is: a {@link Progress}. */
    public Path progress() {
        return beside(".progress.json");
    }

    private Path beside(String ending) {
        return home.sight().resolve(key + ending);
    }

    /**
     * How far a study is.
     *
     * @param done sets that have been measured
     * @param all how many there will be
     */
    public record Progress(int done, int all) {}
}
