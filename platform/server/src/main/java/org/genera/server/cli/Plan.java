package org.genera.server.cli;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.genera.run.Json;

/**
 * An experiment to launch, as a JSON file holds it: the bodies of the two requests that make and launch it.
 *
 * @param name of the experiment
 * @param note what to look at
 * @param setup as {@code POST /api/experiments} takes it
 * @param launches each as {@code POST /api/experiments/ID/launch} takes it
 */
record Plan(
        String name,
        String note,
        @JsonAlias(Plan.OLDER_SETUP) Map<String, Object> setup,
        List<Map<String, Object>> launches) {

    private static final String SETUP = "setup";
    private static final String OLDER_SETUP = "ground";
    private static final List<String> KEYS = List.of("name", "note", SETUP, "launches", OLDER_SETUP);
    private static final int SHOWN = 60;

    Plan {
        if (name == null || setup == null || launches == null || launches.isEmpty()) {
            throw new IllegalArgumentException("expected a plan with name, setup and launches, got one without");
        }
        note = note == null ? "" : note;
    }

    /**
     * A plan of the user's.
     *
     * @throws IllegalArgumentException if the file holds none, in a sentence that says what is wrong with it
     */
    static Plan read(Path file) {
        JsonNode json = Json.readFile(file, JsonNode.class);
        require(json.isObject(), file, "an object with name, setup and launches", json);
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected " + String.join(", ", KEYS) + " in the plan " + file + ", got also "
                            + String.join(", ", unknown) + "; what is the same for all runs belongs into setup");
        }
        if (json.has(SETUP) && json.has(OLDER_SETUP)) {
            throw new IllegalArgumentException("expected one setup in the plan " + file + ", got setup and "
                    + OLDER_SETUP + ", its older name; keep the one that is meant");
        }
        require(json.path("name").isTextual(), file, "a text as name", json.path("name"));
        JsonNode setup = json.has(SETUP) ? json.get(SETUP) : json.path(OLDER_SETUP);
        require(setup.isObject(), file, "an object as setup", setup);
        JsonNode launches = json.path("launches");
        require(launches.isArray() && !launches.isEmpty(), file, "a list of one or more launches", launches);
        launches.forEach(each -> require(each.isObject(), file, "an object as each launch", each));
        return Json.mapper().convertValue(json, Plan.class);
    }

    private static void require(boolean fits, Path file, String expected, JsonNode got) {
        if (!fits) {
            String text = got.isMissingNode() ? "nothing" : got.toString();
            String found = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
            throw new IllegalArgumentException("expected " + expected + " in the plan " + file + ", got " + found
                    + "; platform/dist/figures has some");
        }
    }

    /** A plan of the demonstration, from the resources beside this class. */
    static Plan builtIn(String resource) {
        try (InputStream in = Plan.class.getResourceAsStream(resource)) {
            return Json.mapper().readValue(in, Plan.class);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the built-in plan " + resource, e);
        }
    }

    /** The same plan with a part of its budget. */
    Plan scaled(double scale) {
        Map<String, Object> scaledSetup = new LinkedHashMap<>(setup);
        if (setup.get("budget") instanceof Map<?, ?> budget && budget.get("amount") instanceof Number amount) {
            Map<Object, Object> scaledBudget = new LinkedHashMap<>(budget);
            scaledBudget.put("amount", Math.max(1, Math.round(amount.doubleValue() * scale)));
            scaledSetup.put("budget", scaledBudget);
        }
        return new Plan(name, note, scaledSetup, launches);
    }
}
