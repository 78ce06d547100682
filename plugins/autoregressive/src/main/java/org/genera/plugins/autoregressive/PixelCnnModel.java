package org.genera.plugins.autoregressive;

import org.genera.nn.Scope;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/** A PixelCNN (van den Oord, Kalchbrenner and Kavukcuoglu 2016). */
final class PixelCnnModel extends PixelModel {
    static final Variant VARIANT = PixelModel.variant("pixelcnn", "PixelCNN")
            .summary(
                    "Masked convolutions: fast to train, exact in its likelihood, slow to draw. Each pixel is drawn given those"
                            + " above and to the left, but for a blind spot to the right above.")
            .preset(
                    "Digits",
                    "Binary 28×28 pictures in minutes on two cores: 32 features, 5 blocks.",
                    CHANNELS.at(32),
                    BLOCKS.at(5))
            .preset(
                    "van den Oord et al. 2016, MNIST",
                    "About the paper's network for binary digits, which takes hours.",
                    CHANNELS.at(64),
                    BLOCKS.at(12))
            .builds(() -> PixelCnnModel::new);

    PixelCnnModel(ModelSpec spec, ModelContext context) {
        super(spec, context);
    }

    @Override
    PixelNetwork network(Scope scope, int colours, int outputs) {
        return new PixelCnn(scope, count(CHANNELS), count(BLOCKS), colours, outputs);
    }
}
