package org.genera.testkit;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Model;
import org.genera.spi.ModelSpec;
import org.genera.spi.Reads;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;

/** A mean and a deviation for each coordinate; what moves them is what the stage of a step reads. */
final class SpreadModel implements Model, Sampling {
    private static final int MINIBATCHES = 3;

    private final ModelSpec spec;
    private final double[] mean;
    private final double[] deviation;
    /** Whether the mean is all there is yet. */
    private final double[] unfinished = new double[1];

    SpreadModel(ModelSpec spec) {
        this.spec = spec;
        this.mean = new double[spec.data().shape().size()];
        this.deviation = new double[mean.length];
        Arrays.fill(deviation, 1);
    }

    @Override
    public StepReport trainStep(Batches batches) {
        unfinished[0] = batches.stage().drawable() ? 0 : 1;
        Reads reads = batches.stage().reads();
        if (reads == Reads.NOTHING) {
            return walk(batches.step());
        }
        if (reads == Reads.WHOLE_SPLIT) {
            return spread(batches.all());
        }
        return unfinished[0] == 1 ? oneMinibatch(batches) : threeMinibatches(batches);
    }

    private StepReport threeMinibatches(Batches batches) {
        double loss = 0;
        for (int i = 0; i < MINIBATCHES; i++) {
            loss += towards(batches.next(), 0.1) / MINIBATCHES;
        }
        return StepReport.of(Map.of(StagesFamily.LOSS.name(), loss));
    }

    /** Ever slower, where it is known how much of the stage is left. */
    private StepReport oneMinibatch(Batches batches) {
        double rate = 0.2 * (1 - batches.progress().orElse(0.5));
        double loss = towards(batches.next(), rate);
        return new StepReport(
                Map.of(StagesFamily.LOSS.name(), loss), batches.step() == spec.get(StagesFamily.SETTLED_AFTER));
    }

    /** @return the mean squared distance before the move */
    private double towards(Batch batch, double rate) {
        double loss = 0;
        double[] sum = new double[mean.length];
        for (int i = 0; i < batch.values().length; i++) {
            double apart = batch.values()[i] - mean[i % mean.length];
            loss += apart * apart / batch.count();
            sum[i % mean.length] += apart / batch.count();
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] += rate * sum[j];
        }
        return loss;
    }

    private StepReport spread(Batch all) {
        double[] squares = new double[mean.length];
        for (int i = 0; i < all.values().length; i++) {
            double apart = all.values()[i] - mean[i % mean.length];
            squares[i % mean.length] += apart * apart / all.count();
        }
        double moved = 0;
        for (int j = 0; j < mean.length; j++) {
            double move = 0.5 * (Math.sqrt(squares[j]) - deviation[j]);
            deviation[j] += move;
            moved += Math.abs(move);
        }
        return StepReport.of(Map.of(StagesFamily.SPREAD.name(), moved));
    }

    private StepReport walk(long step) {
        SplittableRandom random = new SplittableRandom(spec.seed() * 1_000_003 + step);
        double loss = 0;
        for (int j = 0; j < mean.length; j++) {
            mean[j] += 0.1 * random.nextGaussian();
            loss += mean[j] * mean[j];
        }
        return StepReport.of(Map.of(StagesFamily.LOSS.name(), loss));
    }

    @Override
    public Samples sample(SampleRequest request) {
        if (unfinished[0] == 1) {
            throw new IllegalStateException("asked for samples in a stage that declares there are none yet");
        }
        float[] values = new float[request.count() * mean.length];
        for (int i = 0; i < request.count(); i++) {
            SplittableRandom random = new SplittableRandom(request.seed() * 1_000_003 + i);
            for (int j = 0; j < mean.length; j++) {
                values[i * mean.length + j] = (float) (mean[j] + deviation[j] * random.nextGaussian());
            }
        }
        return new Samples(spec.data().shape(), request.count(), values);
    }

    @Override
    public long parameterCount() {
        return 2L * mean.length;
    }

    @Override
    public void save(Path checkpoint) {
        Numbers.write(checkpoint, mean, deviation, unfinished);
    }

    @Override
    public void restore(Path checkpoint) {
        Numbers.read(checkpoint, mean, deviation, unfinished);
    }

    @Override
    public void close() {}
}
