package org.genera.spi;

import java.util.List;
import java.util.Objects;

/**
 * A way to draw from a trained model, chosen when sampling.
 *
 * @param id lower-case words joined by dashes, such as {@code ddim}
 * @param title the field's name
 * @param summary a sentence
 * @param settings its own parameters, such as steps and η
 * @param baseNoise whether sample i starts from the first numbers of row i of the noise that all families share, so that
 *     samples of one seed belong together across models
 * @param buildsOn other runs that lead a draw, such as a classifier; chosen when sampling
 */
public record Sampler(
        String id,
        String title,
        String summary,
        List<Hyperparameter<?>> settings,
        Boolean baseNoise,
        List<Dependency> buildsOn) {

    public Sampler {
        Names.requireId("sampler id", id);
        settings = List.copyOf(settings);
        // What was described before there were shared noise and runs to build on names neither.
        baseNoise = Objects.requireNonNullElse(baseNoise, false);
        buildsOn = List.copyOf(Objects.requireNonNullElse(buildsOn, List.of()));
        Dependency.requireDistinct("sampler " + id, buildsOn);
        for (Dependency each : buildsOn) {
            if (!each.needs().contains(Capability.GUIDE)) {
                throw new IllegalArgumentException("sampler " + id + " builds on runs as " + each.role()
                        + " that need not be able to guide; what takes part in a draw leads it");
            }
        }
    }

    /** One that builds on no other run. */
    public Sampler(String id, String title, String summary, List<Hyperparameter<?>> settings) {
        this(id, title, summary, settings, false, List.of());
    }

    /** With settings as they are declared. */
    public Sampler(String id, String title, String summary, Hyperparameter<?>... settings) {
        this(id, title, summary, List.of(settings));
    }

    /** Whether nothing can be drawn by it before another run is chosen. */
    public boolean needsOthers() {
        return buildsOn.stream().anyMatch(each -> !each.optional());
    }

    /** The same, with other runs that lead a draw. */
    public Sampler buildingOn(Dependency... others) {
        return new Sampler(id, title, summary, settings, baseNoise, List.of(others));
    }

    /** The same, whose samples start from the noise that all families share. */
    public Sampler fromBaseNoise() {
        return new Sampler(id, title, summary, settings, true, buildsOn);
    }
}
