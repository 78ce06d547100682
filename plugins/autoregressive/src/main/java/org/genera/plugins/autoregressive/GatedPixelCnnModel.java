package org.genera.plugins.autoregressive;

import static org.genera.spi.Hyperparameters.integer;

import org.genera.nn.Scope;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/** A gated PixelCNN (van den Oord et al. 2016b). */
final class GatedPixelCnnModel extends PixelModel {
    static final Hyperparameter<Long> CHANNELS = integer("channels")
            .from(3)
            .to(1024)
            .orElse(16)
            .help("Features of each pixel in either stack. Time grows with their square.");
    static final Hyperparameter<Long> LAYERS = integer("layers")
            .from(2)
            .to(100)
            .orElse(5)
            .help("Layers of both stacks. Each lets a pixel see one pixel further.");

    static final Variant VARIANT = PixelModel.variant("gated-pixelcnn", "Gated PixelCNN")
            .summary(
                    "Two stacks of gated convolutions, one of the rows above, one of the pixels to the left: a pixel sees all"
                            + " that is before it. Slower a step than a PixelCNN and better in the same time.")
            .first(CHANNELS, LAYERS)
            .preset(
                    "Digits",
                    "Binary 28×28 pictures in ten minutes on two cores.",
                    CHANNELS.at(16),
                    LAYERS.at(5),
                    AutoregressiveFamily.LEARNING_RATE.at(0.003))
            .builds(() -> GatedPixelCnnModel::new);

    GatedPixelCnnModel(ModelSpec spec, ModelContext context) {
        super(spec, context);
    }

    @Override
    PixelNetwork network(Scope scope, int colours, int outputs) {
        return new GatedPixelCnn(scope, count(CHANNELS), count(LAYERS), colours, outputs);
    }
}
