package org.genera.plugins.autoregressive;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.genera.nn.BaseNoise;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;

/**
 * Seconds for 64 binary pictures of 28 × 28 pixels from remembered activations, against one whole pass for each pixel, both from the same noise,
 * and whether the pictures are the same; and what training costs: the time to build the graph, and a step. The models have seen a few pictures of discs. Arguments are ids of variants; the convolutional ones
 * where there are none.
 */
final class PixelDrawsBenchmark {
    private static final int COUNT = 64;
    private static final int STEPS = 30;
    private static final long SEED = 9;
    /** Of a uniform number and the probability that it is held against: nearer than that, the order of sums decides. */
    private static final double NEAR = 1e-5;

    private static final DataShape.Image DIGITS = new DataShape.Image(28, 28, 1);

    private PixelDrawsBenchmark() {}

    public static void main(String[] arguments) {
        List<String> chosen = arguments.length > 0 ? List.of(arguments) : List.of("pixelcnn", "gated-pixelcnn");
        System.out.printf(
                "%d cores; %d binary pictures of 28 × 28 pixels%n",
                Runtime.getRuntime().availableProcessors(), COUNT);
        for (Variant variant : new AutoregressiveFamily().variants()) {
            if (chosen.contains(variant.id())) {
                measure(variant);
            }
        }
    }

    private static void measure(Variant variant) {
        Values values = Values.of(variant.hyperparameters(), Map.of("classConditional", false));
        DataSpec data = new DataSpec(DIGITS, ValueRange.BINARY, 0, COUNT);
        ModelSpec spec = new ModelSpec(variant.id(), values, data, 1);
        long begin = System.nanoTime();
        try (PixelModel model = (PixelModel) variant.build(spec, ModelContext.cpu())) {
            Batch discs = discs();
            model.trainStep(OneBatch.first(discs));
            double building = (System.nanoTime() - begin) / 1e9;
            double[] millis = new double[STEPS];
            for (int step = 0; step < STEPS; step++) {
                long before = System.nanoTime();
                model.trainStep(OneBatch.first(discs));
                millis[step] = (System.nanoTime() - before) / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf(
                    "%-16s built and trained once in %.1f s; a step of %d pictures %.0f ms (median; fastest %.0f)%n",
                    variant.id(), building, COUNT, millis[STEPS / 2], millis[0]);
            SampleRequest request = SampleRequest.of(COUNT, SEED, PixelModel.PIXELS);
            model.sample(request); // The first call prepares the graph.
            model.logits(discs);
            long start = System.nanoTime();
            float[] remembered = model.sample(request).values();
            long between = System.nanoTime();
            WholePasses whole = WholePasses.of(model);
            long end = System.nanoTime();
            double quick = (between - start) / 1e9;
            double slow = (end - between) / 1e9;
            System.out.printf(
                    "%-16s remembered %6.2f s, whole passes %7.2f s, ratio %.1f; %s%n",
                    variant.id(), quick, slow, slow / quick, whole.comparedWith(remembered));
        }
    }

    /** Discs of any size and place. */
    private static Batch discs() {
        SplittableRandom random = new SplittableRandom(3);
        float[] pixels = new float[COUNT * DIGITS.size()];
        for (int i = 0; i < COUNT; i++) {
            double row = random.nextDouble(28);
            double column = random.nextDouble(28);
            double radius = random.nextDouble(4, 12);
            for (int pixel = 0; pixel < DIGITS.size(); pixel++) {
                double distance = Math.hypot(pixel / 28 - row, pixel % 28 - column);
                pixels[i * DIGITS.size() + pixel] = distance < radius ? 1 : 0;
            }
        }
        return new Batch(COUNT, pixels, new int[0]);
    }

    /**
     * Pictures of which each pixel was drawn after a pass of its own over all pixels.
     *
     * @param pictures [COUNT, 784]
     * @param distances of the uniform number of each pixel from the probability that it was held against
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record WholePasses(float[] pictures, double[] distances) {

        static WholePasses of(PixelModel model) {
            int size = DIGITS.size();
            float[] noise = BaseNoise.normal(SEED, COUNT, size);
            float[] pictures = new float[COUNT * size];
            double[] distances = new double[COUNT * size];
            for (int pixel = 0; pixel < size; pixel++) {
                float[] logits = model.logits(new Batch(COUNT, pictures, new int[0]));
                for (int at = pixel; at < pictures.length; at += size) {
                    double uniform = NormalDistribution.of(noise[at]);
                    pictures[at] = model.levels().value(model.levels().draw(logits, at, 1, uniform));
                    distances[at] = Math.abs(uniform - 1 / (1 + Math.exp(logits[at])));
                }
            }
            return new WholePasses(pictures, distances);
        }

        /** Beyond the first pixel that differs two pictures are of two different beginnings. */
        String comparedWith(float[] others) {
            int size = DIGITS.size();
            int same = 0;
            int near = 0;
            for (int i = 0; i < COUNT; i++) {
                int first = Arrays.mismatch(pictures, i * size, (i + 1) * size, others, i * size, (i + 1) * size);
                same += first < 0 ? 1 : 0;
                near += first >= 0 && distances[i * size + first] < NEAR ? 1 : 0;
            }
            long draws = Arrays.stream(distances).filter(each -> each < NEAR).count();
            return "%d of %d pictures are the same, %d part where a draw lies within 1e-5 of its threshold, %d elsewhere; %d of %,d draws lie so near"
                    .formatted(same, COUNT, near, COUNT - same - near, draws, distances.length);
        }
    }
}
