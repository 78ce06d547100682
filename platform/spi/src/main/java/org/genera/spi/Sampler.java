package org.genera.spi;

import java.util.List;

/**
 * A way to draw from a trained model, chosen when sampling.
 *
 * @param id lower-case words joined by dashes, such as {@code ddim}
 * @param title the field's name
 * @param summary a sentence
 * @param settings its own parameters, such as steps and η
 */
public record Sampler(String id, String title, String summary, List<Hyperparameter<?>> settings) {

    public Sampler {
        Names.requireId("sampler id", id);
        settings = List.copyOf(settings);
    }

    /** With settings as they are declared. */
    public Sampler(String id, String title, String summary, Hyperparameter<?>... settings) {
        this(id, title, summary, List.of(settings));
    }
}
