package org.genera.testkit;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.Batches;
import org.genera.spi.DataShape;
import org.genera.spi.Encoder;
import org.genera.spi.Guidance;
import org.genera.spi.LatentSpaces;
import org.genera.spi.Model;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;

/** The mean over all batches so far; codes are what is left of a point without it. */
final class CentredModel implements Model, Sampling, Encoder, LatentSpaces, Reconstruction {
    private final DataShape shape;
    private final double[] sum;
    private final double[] seen = new double[1];

    CentredModel(ModelSpec spec) {
        this.shape = spec.data().shape();
        this.sum = new double[shape.size()];
    }

    @Override
    public StepReport trainStep(Batches batches) {
        Batch batch = batches.next();
        double loss = 0;
        for (float code : encode(batch)) {
            loss += code * code / batch.count();
        }
        for (int i = 0; i < batch.values().length; i++) {
            sum[i % sum.length] += batch.values()[i];
        }
        seen[0] += batch.count();
        return StepReport.of(Map.of(CodesFamily.LOSS, loss));
    }

    private double mean(int i) {
        return seen[0] == 0 ? 0 : sum[i % sum.length] / seen[0];
    }

    @Override
    public float[] encode(Batch batch) {
        float[] codes = batch.values().clone();
        for (int i = 0; i < codes.length; i++) {
            codes[i] -= (float) mean(i);
        }
        return codes;
    }

    @Override
    public int codeWidth() {
        return sum.length;
    }

    @Override
    public Optional<String> codeSpace() {
        return Optional.of(space().id());
    }

    private Space space() {
        return new Space("z", "z", sum.length, Prior.OTHER);
    }

    @Override
    public List<Space> spaces() {
        return List.of(space());
    }

    @Override
    public float[] prior(String space, int count, long seed) {
        float[] latents = new float[count * sum.length];
        for (int i = 0; i < count; i++) {
            Random random = new Random(new SplittableRandom(seed * 1_000_003 + i).nextLong());
            for (int j = 0; j < sum.length; j++) {
                latents[i * sum.length + j] = (float) random.nextGaussian();
            }
        }
        return latents;
    }

    @Override
    public Samples decode(String space, float[] latents) {
        float[] values = latents.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) mean(i);
        }
        return new Samples(shape, values.length / sum.length, values);
    }

    @Override
    public Samples reconstruct(Batch batch) {
        return decode(space().id(), encode(batch));
    }

    @Override
    public Samples sample(SampleRequest request) {
        Samples free = decode(space().id(), prior(space().id(), request.count(), request.seed()));
        float[] led = free.values().clone();
        for (Guidance guidance : request.guidance()) {
            Batch drawn = new Batch(free.count(), free.values(), new int[0]);
            float[] gradient = guidance.guide()
                    .gradient(drawn, Collections.nCopies(free.count(), NoiseLevel.CLEAN), guidance.target());
            for (int i = 0; i < led.length; i++) {
                led[i] += (float) (guidance.weight() * gradient[i]);
            }
        }
        return new Samples(shape, free.count(), led);
    }

    @Override
    public long parameterCount() {
        return sum.length;
    }

    @Override
    public void save(Path checkpoint) {
        Numbers.write(checkpoint, sum, seen);
    }

    @Override
    public void restore(Path checkpoint) {
        Numbers.read(checkpoint, sum, seen);
    }

    @Override
    public void close() {}
}
