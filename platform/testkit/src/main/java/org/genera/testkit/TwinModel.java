package org.genera.testkit;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Embedding;
import org.genera.spi.Given;
import org.genera.spi.Guide;
import org.genera.spi.Half;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;

/**
 * The vector of a picture, first or second of its pair, is the mean of its numbers and their deviation. The log density of a
 * second picture beside a first falls with the square of how far their means are apart.
 */
final class TwinModel extends RunningMoments implements Embedding, Guide {

    TwinModel(ModelSpec spec) {
        super(spec);
    }

    @Override
    public boolean noiseAware() {
        return false;
    }

    /** ∇ −½ n (mean(x) − mean(first))², with n numbers in x. */
    @Override
    public float[] gradient(Batch x, List<NoiseLevel> levels, Given target) {
        Batch firsts =
                target.examples().half(Half.FIRST, (DataShape.Pair) spec.data().shape());
        float[] means = embed(x, Optional.of(Half.SECOND));
        float[] wanted = embed(firsts, Optional.of(Half.FIRST));
        float[] gradient = new float[x.values().length];
        for (int i = 0; i < gradient.length; i++) {
            int row = 2 * (i / (gradient.length / x.count()));
            gradient[i] = wanted[row] - means[row];
        }
        return gradient;
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
