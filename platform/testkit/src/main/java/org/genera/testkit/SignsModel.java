package org.genera.testkit;

import java.util.List;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.Codes;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;

/** A code for each number, 1 where it lies above the mean, and an example a deviation above or below it. */
final class SignsModel extends RunningMoments implements Sampling, Codes {

    SignsModel(ModelSpec spec) {
        super(spec);
    }

    @Override
    public List<Integer> grid() {
        return spec.data().shape().axes();
    }

    @Override
    public int alphabet() {
        return 2;
    }

    @Override
    public int[] codes(Batch batch) {
        int[] codes = new int[batch.values().length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = batch.values()[i] > mean(i % size) ? 1 : 0;
        }
        return codes;
    }

    @Override
    public Samples fromCodes(int[] codes) {
        float[] values = new float[codes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean(i % size) + (2 * codes[i] - 1) * deviation(i % size));
        }
        return new Samples(spec.data().shape(), codes.length / size, values);
    }

    @Override
    public Samples sample(SampleRequest request) {
        int[] codes = new int[request.count() * size];
        for (int i = 0; i < request.count(); i++) {
            SplittableRandom random = new SplittableRandom(request.seed() * 1_000_003 + i);
            for (int j = 0; j < size; j++) {
                codes[i * size + j] = random.nextInt(2);
            }
        }
        return fromCodes(codes);
    }
}
