package org.genera.testkit;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Classification;
import org.genera.spi.Embedding;
import org.genera.spi.Given;
import org.genera.spi.Guide;
import org.genera.spi.Half;
import org.genera.spi.Model;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.StepReport;

/** Classes of equal weight, each N(m_k, I); among noise N(α m_k, (α² + σ²) I). An example's vector is its p(k|x). */
final class PrototypesModel implements Model, Classification, Guide, Embedding {
    private final int classes;
    private final int size;
    private final double[] sums;
    private final double[] seen;

    PrototypesModel(ModelSpec spec) {
        this.classes = spec.data().classes();
        this.size = spec.data().shape().size();
        this.sums = new double[classes * size];
        this.seen = new double[classes];
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.next();
        double loss = 0;
        for (int i = 0; i < batch.values().length; i++) {
            double apart = batch.values()[i] - mean(batch.labels()[i / size], i % size);
            loss += apart * apart / batch.count();
        }
        for (int i = 0; i < batch.values().length; i++) {
            sums[batch.labels()[i / size] * size + i % size] += batch.values()[i];
        }
        for (int label : batch.labels()) {
            seen[label]++;
        }
        return StepReport.of(Map.of(AbilitiesFamily.LOSS.name(), loss));
    }

    private double mean(int label, int i) {
        return seen[label] == 0 ? 0 : sums[label * size + i] / seen[label];
    }

    @Override
    public double[] logPosterior(Batch batch) {
        return logPosterior(batch, Collections.nCopies(batch.count(), NoiseLevel.CLEAN));
    }

    private double[] logPosterior(Batch x, List<NoiseLevel> levels) {
        double[] log = new double[x.count() * classes];
        for (int i = 0; i < x.count(); i++) {
            NoiseLevel level = levels.get(i);
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                for (int j = 0; j < size; j++) {
                    double apart = x.values()[i * size + j] - level.alpha() * mean(k, j);
                    log[i * classes + k] -= apart * apart / (2 * variance(level));
                }
            }
            double most = java.util.Arrays.stream(log, i * classes, (i + 1) * classes)
                    .max()
                    .orElseThrow();
            for (int k = 0; k < classes; k++) {
                sum += Math.exp(log[i * classes + k] - most);
            }
            for (int k = 0; k < classes; k++) {
                log[i * classes + k] -= most + Math.log(sum);
            }
        }
        return log;
    }

    private static double variance(NoiseLevel level) {
        return level.alpha() * level.alpha() + level.sigma() * level.sigma();
    }

    @Override
    public boolean noiseAware() {
        return true;
    }

    /** ∇ log p(y|x) = α (m_y − Σ_k p(k|x) m_k) / (α² + σ²). */
    @Override
    public float[] gradient(Batch x, List<NoiseLevel> levels, Given target) {
        double[] posterior = logPosterior(x, levels);
        float[] gradient = new float[x.values().length];
        for (int i = 0; i < gradient.length; i++) {
            int row = i / size;
            double towards = mean(target.examples().labels()[row], i % size);
            for (int k = 0; k < classes; k++) {
                towards -= Math.exp(posterior[row * classes + k]) * mean(k, i % size);
            }
            NoiseLevel level = levels.get(row);
            gradient[i] = (float) (level.alpha() * towards / variance(level));
        }
        return gradient;
    }

    @Override
    public int embeddingWidth() {
        return classes;
    }

    @Override
    public double scale() {
        return 1;
    }

    @Override
    public Set<Half> halves() {
        return Set.of();
    }

    @Override
    public float[] embed(Batch examples, Optional<Half> half) {
        double[] posterior = logPosterior(examples);
        float[] vectors = new float[posterior.length];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) Math.exp(posterior[i]);
        }
        return vectors;
    }

    @Override
    public long parameterCount() {
        return (long) classes * size;
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
