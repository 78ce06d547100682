package org.genera.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.Knowledge;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;
import org.genera.spi.Trajectory;

/**
 * A Markov chain of black and white pixels from the first to the last. Known pixels are taken as they are, and those drawn
 * before them do not look ahead: draws are near the model's own given these, and exact where the known come first.
 */
final class RasterModel implements Model, Sampling, Likelihood, Trajectory {
    private final ModelSpec spec;
    private final int size;
    /** How often a pixel was 0 or 1 behind a 0 or a 1; one of each before the first batch. */
    private final double[] counts = {1, 1, 1, 1};

    RasterModel(ModelSpec spec) {
        this.spec = spec;
        this.size = spec.data().shape().size();
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.next();
        double loss = -Arrays.stream(logLikelihood(batch, "exact", 0).values()).sum() / batch.count();
        for (int i = 0; i < batch.values().length; i++) {
            counts[2 * before(batch.values(), i) + (int) batch.values()[i]]++;
        }
        return StepReport.of(Map.of(SystemsFamily.NLL.name(), loss));
    }

    private int before(float[] values, int i) {
        return i % size == 0 ? 0 : (int) values[i - 1];
    }

    private double white(int before) {
        return counts[2 * before + 1] / (counts[2 * before] + counts[2 * before + 1]);
    }

    @Override
    public List<Knowledge> knows() {
        return List.of(Knowledge.NOTHING, Knowledge.near(Part.ANY));
    }

    @Override
    public Samples sample(SampleRequest request) {
        return frame(request, size);
    }

    /** The first pixels as they are drawn, those behind them black where they are not known. */
    private Samples frame(SampleRequest request, int pixels) {
        float[] values = new float[request.count() * size];
        request.restore(values);
        for (int i = 0; i < values.length; i++) {
            if (i % size < pixels && !request.known().value(i % size)) {
                // A number of its own for each pixel, so that what is drawn here does not hang on what was known
                // before.
                double uniform =
                        new SplittableRandom((request.seed() * 1_000_003 + i / size) * 31_607 + i % size).nextDouble();
                values[i] = uniform < white(before(values, i)) ? 1 : 0;
            }
        }
        return new Samples(spec.data().shape(), request.count(), values);
    }

    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        List<Frame> film = new ArrayList<>();
        for (int moment : Trajectory.kept(size + 1, frames)) {
            film.add(new Frame("pixel " + moment, (double) moment / size, frame(request, moment)));
        }
        return film;
    }

    @Override
    public List<Method> likelihoodMethods() {
        return List.of(new Method("exact", Exactness.EXACT, ReferenceMeasure.COUNTING, "pixel by pixel"));
    }

    @Override
    public LogLikelihoods logLikelihood(Batch batch, String method, long seed) {
        double[] log = new double[batch.count()];
        for (int i = 0; i < batch.values().length; i++) {
            double white = white(before(batch.values(), i));
            log[i / size] += Math.log(batch.values()[i] == 1 ? white : 1 - white);
        }
        return new LogLikelihoods(log);
    }

    @Override
    public long parameterCount() {
        return 2;
    }

    @Override
    public void save(Path checkpoint) {
        Numbers.write(checkpoint, counts);
    }

    @Override
    public void restore(Path checkpoint) {
        Numbers.read(checkpoint, counts);
    }

    @Override
    public void close() {}
}
