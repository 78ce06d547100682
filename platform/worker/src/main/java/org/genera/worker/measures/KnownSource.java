package org.genera.worker.measures;

import java.util.List;
import java.util.Optional;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.data.sets.HiddenMarkovSource;
import org.genera.data.sets.HiddenMarkovSource.Gaussians;
import org.genera.data.sets.HiddenMarkovSource.Symbols;
import org.genera.evaluation.HiddenMarkovModel;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.worker.context.RunContext;

/**
 * What the hidden Markov model that sequences were drawn from scores on them itself: no model can be expected to do
 * better.
 */
final class KnownSource {
    private KnownSource() {}

    /** In nats for an element of the test sequences; empty where the source is not known, or its values were scaled. */
    static Optional<Double> nllPerElement(RunContext open, Batch test) {
        boolean asDrawn = open.spec().setup().data().preprocessing().scaling() == Scaling.NONE;
        return asDrawn ? open.card().density().chain().map(source -> nllPerElement(source, test)) : Optional.empty();
    }

    /** Of sequences as they were drawn, given their lengths. */
    static double nllPerElement(HiddenMarkovSource source, Batch batch) {
        HiddenMarkovModel model = new HiddenMarkovModel(row(source.initial()), rows(source.transition()));
        int width = source.emission() instanceof Gaussians gaussians
                ? gaussians.means().get(0).size()
                : 1;
        DataShape.Sequence shape = DataShape.Sequence.ofVectors(batch.values().length / batch.count() / width, width);
        double sum = 0;
        long elements = 0;
        for (int i = 0; i < batch.count(); i++) {
            sum -= model.logLikelihood(logEmission(source, batch, i, shape));
            elements += batch.lengths()[i];
        }
        return sum / elements;
    }

    private static double[][] logEmission(HiddenMarkovSource source, Batch batch, int index, DataShape.Sequence shape) {
        int length = batch.lengths()[index];
        int from = index * shape.size();
        if (source.emission() instanceof Symbols symbols) {
            int[] sequence = new int[length];
            for (int t = 0; t < length; t++) {
                sequence[t] = (int) batch.values()[from + t];
            }
            return HiddenMarkovModel.ofSymbols(rows(symbols.probabilities()), sequence);
        }
        Gaussians gaussians = (Gaussians) source.emission();
        double[][] points = new double[length][shape.width()];
        for (int i = 0; i < length * shape.width(); i++) {
            points[i / shape.width()][i % shape.width()] = batch.values()[from + i];
        }
        return HiddenMarkovModel.ofGaussians(rows(gaussians.means()), rows(gaussians.standardDeviations()), points);
    }

    private static double[][] rows(List<List<Double>> rows) {
        return rows.stream().map(KnownSource::row).toArray(double[][]::new);
    }

    private static double[] row(List<Double> row) {
        return row.stream().mapToDouble(each -> each).toArray();
    }
}
