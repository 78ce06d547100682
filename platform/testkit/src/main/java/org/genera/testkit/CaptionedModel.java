package org.genera.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.DataShape;
import org.genera.spi.Given;
import org.genera.spi.Guide;
import org.genera.spi.Half;
import org.genera.spi.Model;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.StepReport;

/**
 * The mean picture m of each symbol of the texts that stand beside it. Beside a text lies N(t, I), t the mean of its symbols'
 * pictures; among noise N(α t, (α² + σ²) I).
 */
final class CaptionedModel implements Model, Guide {
    private final DataShape.Pair shape;
    private final int size;
    private final double[] sums;
    private final double[] seen;

    CaptionedModel(ModelSpec spec) {
        this.shape = (DataShape.Pair) spec.data().shape();
        this.size = shape.first().size();
        this.seen = new double[((DataShape.Sequence) shape.second()).symbols()];
        this.sums = new double[seen.length * size];
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.next();
        Batch pictures = batch.half(Half.FIRST, shape);
        Batch texts = batch.half(Half.SECOND, shape);
        double loss = 0;
        for (int i = 0; i < batch.count(); i++) {
            double[] expected = expected(texts, i);
            for (int j = 0; j < size; j++) {
                double apart = pictures.values()[i * size + j] - expected[j];
                loss += apart * apart / batch.count();
            }
        }
        for (int i = 0; i < batch.count(); i++) {
            for (int t = 0; t < texts.lengths()[i]; t++) {
                int symbol = symbol(texts, i, t);
                seen[symbol]++;
                for (int j = 0; j < size; j++) {
                    sums[symbol * size + j] += pictures.values()[i * size + j];
                }
            }
        }
        return StepReport.of(Map.of(AbilitiesFamily.LOSS.name(), loss));
    }

    private int symbol(Batch texts, int i, int t) {
        return (int) texts.values()[i * shape.second().size() + t];
    }

    /** The mean of the pictures of a text's symbols. */
    private double[] expected(Batch texts, int i) {
        double[] mean = new double[size];
        int length = texts.lengths()[i];
        for (int t = 0; t < length; t++) {
            int symbol = symbol(texts, i, t);
            for (int j = 0; seen[symbol] > 0 && j < size; j++) {
                mean[j] += sums[symbol * size + j] / seen[symbol] / length;
            }
        }
        return mean;
    }

    @Override
    public boolean noiseAware() {
        return true;
    }

    /** ∇ log p(x|text) = (α t − x) / (α² + σ²). */
    @Override
    public float[] gradient(Batch x, List<NoiseLevel> levels, Given target) {
        Batch texts = target.examples().half(Half.SECOND, shape);
        float[] gradient = new float[x.values().length];
        for (int i = 0; i < x.count(); i++) {
            NoiseLevel level = levels.get(i);
            double variance = level.alpha() * level.alpha() + level.sigma() * level.sigma();
            double[] expected = expected(texts, i);
            for (int j = 0; j < size; j++) {
                gradient[i * size + j] = (float) ((level.alpha() * expected[j] - x.values()[i * size + j]) / variance);
            }
        }
        return gradient;
    }

    @Override
    public long parameterCount() {
        return sums.length;
    }

    @Override
    public void save(Path checkpoint) {
        Numbers.write(checkpoint, sums, seen);
    }

    @Override
    public void restore(Path checkpoint) {
        Numbers.read(checkpoint, sums, seen);
    }

    @Override
    public void close() {}
}
