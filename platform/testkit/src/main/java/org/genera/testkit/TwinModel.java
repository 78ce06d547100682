package org.genera.testkit;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.genera.spi.Batch;
import org.genera.spi.Embedding;
import org.genera.spi.Half;
import org.genera.spi.ModelSpec;

/** The vector of a picture, first or second of its pair, is the mean of its numbers and their deviation. */
final class TwinModel extends Moments implements Embedding {

    TwinModel(ModelSpec spec) {
        super(spec);
    }

    @Override
    public int embeddingWidth() {
        return 2;
    }

    @Override
    public double scale() {
        return 10;
    }

    @Override
    public Set<Half> halves() {
        return EnumSet.allOf(Half.class);
    }

    @Override
    public float[] embed(Batch examples, Optional<Half> half) {
        int numbers = examples.values().length / examples.count();
        float[] vectors = new float[2 * examples.count()];
        for (int i = 0; i < examples.count(); i++) {
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < numbers; j++) {
                double value = examples.values()[i * numbers + j];
                sum += value / numbers;
                squares += value * value / numbers;
            }
            vectors[2 * i] = (float) sum;
            vectors[2 * i + 1] = (float) Math.sqrt(Math.max(0, squares - sum * sum));
        }
        return vectors;
    }
}
