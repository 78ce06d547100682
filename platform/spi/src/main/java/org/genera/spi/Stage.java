package org.genera.spi;

import java.util.List;

/**
 * A part of the training, such as an autoencoder before the mixture over its codes. Most variants have one.
 *
 * @param id lower-case words joined by dashes, unique in its variant
 * @param title as pages show it
 * @param reads what one of its steps reads
 * @param share of the budget, above 0; the shares of a variant's stages add up to 1
 * @param drawable whether the model can be drawn from and measured after a step of this stage; what the protocol wants
 *     before waits
 * @param metrics what its steps report, the one to watch first
 */
public record Stage(String id, String title, Reads reads, double share, boolean drawable, List<Metric> metrics) {

    public Stage {
        Names.requireId("stage id", id);
        metrics = List.copyOf(metrics);
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "stage " + id + " needs a share of the budget above 0 and at most 1, got " + share);
        }
    }

    /** The whole of a training that is not divided. */
    public static Stage whole(Reads reads, Metric... metrics) {
        return new Stage("training", "Training", reads, 1, true, List.of(metrics));
    }
}
