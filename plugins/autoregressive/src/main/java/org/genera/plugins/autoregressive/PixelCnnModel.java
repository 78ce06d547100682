package org.genera.plugins.autoregressive;

import static org.genera.spi.Hyperparameters.integer;

import org.genera.nn.Scope;
import org.genera.plugins.autoregressive.ResidualLayer.Layout;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/** A PixelCNN (van den Oord, Kalchbrenner and Kavukcuoglu 2016). */
final class PixelCnnModel extends PixelModel {
    static final Hyperparameter<Long> CHANNELS = integer("channels")
            .from(6)
            .to(1024)
            .orElse(32)
            .help(
                    "Features of each pixel; the network inside of a block has half as many. Time grows with their square.");
    static final Hyperparameter<Long> BLOCKS = integer("blocks")
            .from(1)
            .to(100)
            .orElse(5)
            .help("Residual blocks. Each lets a pixel see one pixel further.");

    static final Variant VARIANT = PixelModel.variant("pixelcnn", "PixelCNN")
            .summary(
                    "Masked convolutions: fast to train, exact in its likelihood, slow to draw. Each pixel is drawn given those"
                            + " above and to the left, but for a blind spot to the right above.")
            .first(CHANNELS, BLOCKS)
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
        Layout layout = new Layout(count(CHANNELS), colours);
        return ResidualNetwork.of(scope, count(BLOCKS), layout, outputs, ConvolutionalLayer::new);
    }
}
