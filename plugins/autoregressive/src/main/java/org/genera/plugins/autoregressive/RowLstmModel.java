package org.genera.plugins.autoregressive;

import org.genera.plugins.autoregressive.ResidualLayer.Layout;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/** A PixelRNN of row LSTMs. */
final class RowLstmModel extends PixelRnnModel {
    static final Variant VARIANT = rnn("row-lstm", "PixelRNN, row LSTM")
            .summary(
                    "An LSTM whose steps are rows: a pixel is drawn given a triangle above it, and what is to the left in its"
                            + " row as far as convolutions reach. Its steps follow each other, so that it trains slower than a PixelCNN.")
            .builds(() -> RowLstmModel::new);

    RowLstmModel(ModelSpec spec, ModelContext context) {
        super(spec, context);
    }

    @Override
    ResidualLayer layer(Layout layout) {
        return new RowLstm(layout);
    }
}
