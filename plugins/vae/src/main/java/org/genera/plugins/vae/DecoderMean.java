package org.genera.plugins.vae;

import static org.genera.spi.Hyperparameters.choice;

import org.genera.nn.DataRange;
import org.genera.spi.Hyperparameter;
import org.genera.spi.InvalidValueException;
import org.genera.spi.ModelSpec;

/** In which range a decoder's mean lies, {@link DataRange#sigmoidIntoData of its output}: the data's, or anywhere. */
final class DecoderMean {
    static final Hyperparameter<String> DECODER_MEAN = choice("decoderMean", "auto", "sigmoid", "linear")
            .help("How the decoder's output becomes its mean: sigmoid keeps it in the data's range, linear lets it go"
                    + " anywhere. auto: sigmoid for data in [0, 1] or [-1, 1], linear otherwise.");

    private DecoderMean() {}

    /** As {@link #DECODER_MEAN} says for the data at hand. */
    static DataRange of(ModelSpec spec) {
        String choice = spec.get(DECODER_MEAN);
        DataRange range = DataRange.of(spec.data().range());
        if (choice.equals("sigmoid") && !range.bounded()) {
            throw new InvalidValueException("decoderMean", "auto or linear for real-valued data", "\"sigmoid\"");
        }
        return choice.equals("linear") ? DataRange.REAL : range;
    }
}
