package org.genera.spi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A member of a family, such as the β-VAE.
 *
 * @param id lower-case words joined by dashes, unique in its family
 * @param title the field's name
 * @param summary a sentence or two: what sets it apart
 * @param accepts which data it can be trained on
 * @param consumption what one training step reads
 * @param hyperparameters in the order of the launch form
 * @param presets named sets of values
 * @param metrics what training steps report, the one to watch first
 * @param samplers ways to draw from the trained model, the default first; empty if it cannot be sampled
 * @param capabilities what the built model can do beside sampling; the contract checks it against the model
 */
public record Variant(
        String id,
        String title,
        String summary,
        Accepts accepts,
        Consumption consumption,
        List<Hyperparameter> hyperparameters,
        List<Preset> presets,
        List<Metric> metrics,
        List<Sampler> samplers,
        Set<Capability> capabilities) {

    public Variant {
        Names.requireId("variant id", id);
        hyperparameters = List.copyOf(hyperparameters);
        presets = List.copyOf(presets);
        metrics = List.copyOf(metrics);
        samplers = List.copyOf(samplers);
        capabilities = Set.copyOf(capabilities);
        Set<String> names = new HashSet<>();
        for (Hyperparameter hyperparameter : hyperparameters) {
            if (!names.add(hyperparameter.name())) {
                throw new IllegalArgumentException(
                        "variant " + id + " declares the hyperparameter " + hyperparameter.name() + " twice");
            }
        }
    }

    /** What one training step reads. */
    public enum Consumption {
        /** A minibatch of the experiment's batch size. */
        MINIBATCH,
        /** The whole training split: closed forms and EM. */
        WHOLE_SPLIT
    }

    /**
     * A named set of values; what it leaves out keeps its default.
     *
     * @param title such as {@code "Kingma & Welling 2014"}
     * @param summary when to choose it
     * @param values by name of hyperparameter
     */
    public record Preset(String title, String summary, Map<String, Object> values) {
        public Preset {
            values = Map.copyOf(values);
        }
    }
}
