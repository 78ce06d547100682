package org.genera.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Encoder;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Model;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;

/** The mean and deviation of each number of the codes so far. */
final class CodePriorModel implements Model, Sampling {
    private final Encoder encoder;
    private final LatentSpaces spaces;
    private final int width;
    private final double[] sum;
    private final double[] sumOfSquares;
    private final double[] seen = new double[1];

    CodePriorModel(Model codes) {
        this.encoder = (Encoder) codes;
        this.spaces = (LatentSpaces) codes;
        this.width = encoder.codeWidth();
        this.sum = new double[width];
        this.sumOfSquares = new double[width];
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.next();
        float[] codes = encoder.encode(batch);
        double loss = 0;
        for (int i = 0; i < codes.length; i++) {
            double apart = codes[i] - mean(i % width);
            loss += apart * apart / batch.count();
        }
        for (int i = 0; i < codes.length; i++) {
            sum[i % width] += codes[i];
            sumOfSquares[i % width] += codes[i] * codes[i];
        }
        seen[0] += batch.count();
        return StepReport.of(Map.of(CodesFamily.LOSS, loss));
    }

    private double mean(int i) {
        return seen[0] == 0 ? 0 : sum[i] / seen[0];
    }

    private double deviation(int i) {
        return seen[0] == 0 ? 1 : Math.sqrt(Math.max(1e-12, sumOfSquares[i] / seen[0] - mean(i) * mean(i)));
    }

    @Override
    public Samples sample(SampleRequest request) {
        float[] codes = new float[request.count() * width];
        for (int i = 0; i < request.count(); i++) {
            Random random = new Random(new SplittableRandom(request.seed() * 1_000_003 + i).nextLong());
            for (int j = 0; j < width; j++) {
                codes[i * width + j] = (float) (mean(j) + deviation(j) * random.nextGaussian());
            }
        }
        return spaces.decode(encoder.codeSpace().orElseThrow(), codes);
    }

    @Override
    public long parameterCount() {
        return 2L * width;
    }

    @Override
    public void save(Path checkpoint) {
        Numbers.write(checkpoint, sum, sumOfSquares, seen);
    }

    @Override
    public void restore(Path checkpoint) {
        Numbers.read(checkpoint, sum, sumOfSquares, seen);
    }

    @Override
    public void close() {}
}
