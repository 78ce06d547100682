package org.genera.plugins.autoregressive;

import org.genera.nn.Scope;
import org.genera.plugins.autoregressive.ResidualLayer.Layout;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;

/** A PixelRNN of diagonal BiLSTMs. */
final class DiagonalBiLstmModel extends PixelRnnModel {
    /** Two unrolled LSTMs of as many steps in each layer: beyond this a graph takes minutes to build. */
    private static final int MOST_DIAGONALS = 63;

    static final Variant VARIANT = rnn("diagonal-bilstm", "PixelRNN, diagonal BiLSTM")
            .summary(
                    "Two LSTMs whose steps are diagonals, from the left and from the right: a pixel is drawn given all that is"
                            + " before it, in every layer. The slowest to train, for pictures of at most 32×32.")
            .builds(() -> DiagonalBiLstmModel::new);

    DiagonalBiLstmModel(ModelSpec spec, ModelContext context) {
        super(spec, context);
    }

    @Override
    PixelNetwork network(Scope scope, int colours, int outputs) {
        DataShape.Image image = (DataShape.Image) shape;
        int diagonals = image.height() + image.width() - 1;
        if (diagonals > MOST_DIAGONALS) {
            throw new IllegalArgumentException("expected pictures of at most " + MOST_DIAGONALS
                    + " diagonals, such as 32×32, since a step is unrolled for each, got " + image.height() + "×"
                    + image.width() + "; choose smaller pictures or another variant");
        }
        return super.network(scope, colours, outputs);
    }

    @Override
    ResidualLayer layer(Layout layout) {
        return new DiagonalBiLstm(layout);
    }
}
