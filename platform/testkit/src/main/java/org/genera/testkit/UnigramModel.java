package org.genera.testkit;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Likelihood;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.StepReport;

/** Independent symbols, each as frequent as in the batches so far; lengths as often as they were seen. */
final class UnigramModel implements Counting, Likelihood {
    private final DataShape.Sequence shape;
    /** One of each before the first batch, so that nothing has probability 0. */
    private final double[] ofSymbol;

    private final double[] ofLength;

    UnigramModel(DataShape.Sequence shape) {
        this.shape = shape;
        this.ofSymbol = new double[shape.symbols()];
        this.ofLength = new double[shape.longest()];
        java.util.Arrays.fill(ofSymbol, 1);
        java.util.Arrays.fill(ofLength, 1e-9);
    }

    @Override
    public StepReport learn(Batch batch) {
        double loss = 0;
        for (double logLikelihood : logLikelihood(batch, "exact", 0).values()) {
            loss -= logLikelihood / batch.count();
        }
        for (int i = 0; i < batch.count(); i++) {
            ofLength[batch.lengths()[i] - 1]++;
            for (int t = 0; t < batch.lengths()[i]; t++) {
                ofSymbol[(int) batch.values()[i * shape.longest() + t]]++;
            }
        }
        return StepReport.of(Map.of(CountingFamily.LOSS, loss));
    }

    @Override
    public Samples sample(SampleRequest request) {
        float[] values = new float[request.count() * shape.longest()];
        int[] lengths = new int[request.count()];
        for (int i = 0; i < request.count(); i++) {
            SplittableRandom random = new SplittableRandom(request.seed() * 1_000_003 + i);
            lengths[i] = 1 + oneOf(ofLength, random.nextDouble());
            for (int t = 0; t < lengths[i]; t++) {
                values[i * shape.longest() + t] = oneOf(ofSymbol, random.nextDouble());
            }
        }
        return new Samples(shape, request.count(), values, lengths);
    }

    private static int oneOf(double[] counts, double uniform) {
        double rest = uniform * sum(counts);
        int chosen = 0;
        while (chosen < counts.length - 1 && rest >= counts[chosen]) {
            rest -= counts[chosen];
            chosen++;
        }
        return chosen;
    }

    private static double sum(double[] counts) {
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        return sum;
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, ReferenceMeasure.COUNTING, "given the length"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        double all = Math.log(sum(ofSymbol));
        double[] logLikelihood = new double[batch.count()];
        for (int i = 0; i < batch.count(); i++) {
            for (int t = 0; t < batch.lengths()[i]; t++) {
                logLikelihood[i] += Math.log(ofSymbol[(int) batch.values()[i * shape.longest() + t]]) - all;
            }
        }
        return new LogLikelihoods(logLikelihood);
    }

    @Override
    public long parameterCount() {
        return ofSymbol.length + ofLength.length;
    }

    @Override
    public double[][] rows() {
        return new double[][] {ofSymbol, ofLength};
    }
}
