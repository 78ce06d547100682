package org.genera.worker.measures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.evaluation.NeighbourMetrics;
import org.genera.evaluation.PictureExtractor;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.spi.Batch;

/**
 * All measures that are taken on samples of a data set, of examples that no model has drawn. Owns the extractor; for one
 * thread.
 */
public final class ExampleMeasures implements AutoCloseable {
    /** So many are enough for all of the measures. */
    public static final int FEWEST = NeighbourMetrics.USUAL_NEIGHBOUR + 1;

    private final RawMeasures raw;
    private final Optional<PictureMeasures> pictures;

    /**
     * @param preprocessing of the data
     * @param extractor what looks at pictures, where there is one
     * @param test what is measured against
     * @param training what counts as seen
     * @param inPlaceOfSamples other training examples, as many as there will be samples
     */
    public ExampleMeasures(
            PreparedData data,
            Preprocessing preprocessing,
            Optional<? extends PictureExtractor> extractor,
            Batch test,
            Batch training,
            Batch inPlaceOfSamples) {
        this.raw = new RawMeasures(data, test, training, inPlaceOfSamples);
        this.pictures = extractor.flatMap(found -> EightBit.of(preprocessing)
                .map(eightBit -> new PictureMeasures(found, eightBit, test, training, inPlaceOfSamples.count())));
    }

    /** @param examples in place of samples, {@link #FEWEST} or more, as a model would give them */
    public List<Measurement> measure(Batch examples) {
        EvaluationSamples drawn = new EvaluationSamples(examples.count(), "", "train", "test");
        List<Measurement> measurements = new ArrayList<>(raw.measure(examples.values(), drawn));
        pictures.ifPresent(each -> measurements.addAll(each.measure(examples.values(), drawn)));
        return measurements;
    }

    @Override
    public void close() {
        pictures.ifPresent(PictureMeasures::close);
    }
}
