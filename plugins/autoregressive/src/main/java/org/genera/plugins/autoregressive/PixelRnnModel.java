package org.genera.plugins.autoregressive;

import static org.genera.spi.Hyperparameters.integer;

import org.genera.nn.Scope;
import org.genera.plugins.autoregressive.ResidualLayer.Layout;
import org.genera.spi.Hyperparameter;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/** A PixelRNN (van den Oord, Kalchbrenner and Kavukcuoglu 2016): variants say by which kind of LSTM. */
abstract class PixelRnnModel extends PixelModel {
    static final Hyperparameter<Long> CHANNELS = integer("channels")
            .from(6)
            .to(1024)
            .orElse(32)
            .help(
                    "Features of each pixel between layers; an LSTM has half as many units. Time grows with their square.");
    static final Hyperparameter<Long> LAYERS = integer("layers")
            .from(1)
            .to(12)
            .orElse(2)
            .help("LSTM layers. Each is unrolled, so that the graph and the time to build it grow with them.");

    PixelRnnModel(ModelSpec spec, ModelContext context) {
        super(spec, context);
    }

    /** What both kinds share. */
    static Variant.Builder rnn(String id, String title) {
        return PixelModel.variant(id, title).first(CHANNELS, LAYERS);
    }

    abstract ResidualLayer layer(Layout layout);

    @Override
    PixelNetwork network(Scope scope, int colours, int outputs) {
        Layout layout = new Layout(count(CHANNELS), colours);
        return ResidualNetwork.of(scope, count(LAYERS), layout, outputs, this::layer);
    }
}
