package org.genera.plugins.autoregressive;

import static org.genera.spi.Hyperparameters.real;

import java.util.List;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.FamilyCard.Paper;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.pf4j.Extension;

/** Models that factorise a picture into its pixels, or a sequence into its symbols. */
@Extension
public final class AutoregressiveFamily implements ModelFamily {

    public static final Hyperparameter<Double> LEARNING_RATE = real("learningRate")
            .from(1e-6)
            .to(1)
            .orElse(1e-3)
            .logarithmic()
            .help("Step size α of Adam (β₁ = 0.9, β₂ = 0.999).");
    public static final Hyperparameter<Double> TEMPERATURE = real("temperature")
            .from(0.01)
            .to(10)
            .orElse(1)
            .logarithmic()
            .help("Divides the logits. Below 1 samples are more typical and less varied.");

    public static final Metric TRAIN_NLL =
            new Metric("trainNll", "Training negative log-likelihood", "nats", Direction.LOWER);

    @Override
    public FamilyCard card() {
        return new FamilyCard(
                "autoregressive",
                "Autoregressive model",
                "The probability of an example is the product of those of its parts, each given the ones before it: pixels row by"
                        + " row, from left to right, channel by channel, or the symbols of a sequence. One network gives all"
                        + " factors at once in training, so the likelihood is exact and cheap; an example is drawn part by part."
                        + " Likelihoods are among the best there are, samples are sharp in detail and less sure of the whole, and"
                        + " there is no latent space.",
                DensityKind.TRACTABLE,
                List.of(
                        new Paper(
                                "van den Oord, Kalchbrenner, Kavukcuoglu: Pixel Recurrent Neural Networks, 2016",
                                "https://arxiv.org/abs/1601.06759"),
                        new Paper(
                                "van den Oord et al.: Conditional Image Generation with PixelCNN Decoders, 2016",
                                "https://arxiv.org/abs/1606.05328"),
                        new Paper(
                                "Salimans, Karpathy, Chen, Kingma: PixelCNN++, 2017",
                                "https://arxiv.org/abs/1701.05517"),
                        new Paper(
                                "Vaswani et al.: Attention is all you need, 2017", "https://arxiv.org/abs/1706.03762"),
                        new Paper(
                                "Radford et al.: Language models are unsupervised multitask learners, 2019",
                                "https://cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf")));
    }

    @Override
    public List<Variant> variants() {
        return List.of(
                PixelCnnModel.VARIANT,
                GatedPixelCnnModel.VARIANT,
                RowLstmModel.VARIANT,
                DiagonalBiLstmModel.VARIANT,
                TransformerModel.VARIANT);
    }
}
