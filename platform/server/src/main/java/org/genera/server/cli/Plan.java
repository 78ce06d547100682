package org.genera.server.cli;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        String name, String note, @JsonAlias("ground") Map<String, Object> setup, List<Map<String, Object>> launches) {

    Plan {
        if (name == null || setup == null || launches == null || launches.isEmpty()) {
            throw new IllegalArgumentException("expected a plan with name, setup and launches, got one without");
        }
        note = note == null ? "" : note;
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
