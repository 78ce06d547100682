package org.genera.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Critic;
import org.genera.spi.DataShape;
import org.genera.spi.Half;
import org.genera.spi.Knowledge;
import org.genera.spi.Model;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;

/** y_i = slope · x_i + a little noise: the pair of which the first picture is given. */
final class TranslationModel implements Model, Sampling, Critic {
    private static final double NOISE = 0.05;

    private final DataShape.Pair shape;
    private final int half;
    private final double[] products = new double[1];
    private final double[] squares = new double[1];

    TranslationModel(ModelSpec spec) {
        this.shape = (DataShape.Pair) spec.data().shape();
        this.half = shape.first().size();
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch pairs = batches.next();
        float[] sources = pairs.half(Half.FIRST, shape).values();
        float[] targets = pairs.half(Half.SECOND, shape).values();
        double loss = 0;
        for (int i = 0; i < sources.length; i++) {
            loss += Math.pow(targets[i] - slope() * sources[i], 2) / pairs.count();
        }
        for (int i = 0; i < sources.length; i++) {
            products[0] += sources[i] * targets[i];
            squares[0] += sources[i] * sources[i];
        }
        return StepReport.of(Map.of(SystemsFamily.LOSS.name(), loss));
    }

    private double slope() {
        return squares[0] == 0 ? 0 : products[0] / squares[0];
    }

    @Override
    public List<Knowledge> knows() {
        return List.of(Knowledge.of(Part.FIRST));
    }

    @Override
    public Samples sample(SampleRequest request) {
        float[] values = request.given().orElseThrow().examples().values().clone();
        for (int i = 0; i < request.count(); i++) {
            SplittableRandom random = new SplittableRandom(request.seed() * 1_000_003 + i);
            for (int j = 0; j < half; j++) {
                int source = i * shape.size() + j;
                values[source + half] = (float) (slope() * values[source] + NOISE * random.nextGaussian());
            }
        }
        return new Samples(shape, request.count(), values);
    }

    /** Minus the squared error. */
    @Override
    public double[] criticScores(Batch batch) {
        double[] scores = new double[batch.count()];
        for (int i = 0; i < batch.count() * half; i++) {
            int source = i / half * shape.size() + i % half;
            scores[i / half] -= Math.pow(batch.values()[source + half] - slope() * batch.values()[source], 2);
        }
        return scores;
    }

    @Override
    public long parameterCount() {
        return 1;
    }

    @Override
    public void save(Path checkpoint) {
        Numbers.write(checkpoint, products, squares);
    }

    @Override
    public void restore(Path checkpoint) {
        Numbers.read(checkpoint, products, squares);
    }

    @Override
    public void close() {}
}
