package org.genera.testkit;

import java.util.Map;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.StepReport;

/** The mean over all batches so far, with a little noise. */
final class MeanModel implements Counting {
    private static final double NOISE = 0.05;

    private final DataShape shape;
    private final double[] sum;
    private final double[] seen = new double[1];

    MeanModel(DataShape shape) {
        this.shape = shape;
        this.sum = new double[shape.size()];
    }

    @Override
    public StepReport learn(Batch batch) {
        double loss = 0;
        for (int i = 0; i < batch.values().length; i++) {
            double apart = batch.values()[i] - mean(i % sum.length);
            loss += apart * apart / batch.count();
        }
        for (int i = 0; i < batch.values().length; i++) {
            sum[i % sum.length] += batch.values()[i];
        }
        seen[0] += batch.count();
        return StepReport.of(Map.of(CountingFamily.LOSS, loss));
    }

    private double mean(int i) {
        return seen[0] == 0 ? 0 : sum[i] / seen[0];
    }

    @Override
    public Samples sample(SampleRequest request) {
        float[] values = new float[request.count() * sum.length];
        for (int i = 0; i < request.count(); i++) {
            SplittableRandom random = new SplittableRandom(request.seed() * 1_000_003 + i);
            for (int j = 0; j < sum.length; j++) {
                values[i * sum.length + j] = (float) (mean(j) + NOISE * (random.nextDouble() - 0.5));
            }
        }
        return new Samples(shape, request.count(), values);
    }

    @Override
    public long parameterCount() {
        return sum.length;
    }

    @Override
    public double[][] rows() {
        return new double[][] {sum, seen};
    }
}
