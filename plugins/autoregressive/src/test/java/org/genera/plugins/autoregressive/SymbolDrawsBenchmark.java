package org.genera.plugins.autoregressive;

import java.util.Arrays;
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
import org.genera.testkit.OneBatch;

/**
 * Seconds for 64 binary pictures of 28 × 28 pixels with remembered keys and values, against one whole pass for each symbol, both from the
 * same noise, and how many pictures are the same. Arguments are how many pixels are one symbol; 4 where there are none. Beside the
 * seconds by the clock stand those of the processors, which other work on the machine does not lengthen.
 */
public final class SymbolDrawsBenchmark {
    private static final int COUNT = 64;
    private static final int STEPS = 20;
    private static final long SEED = 9;
    private static final DataShape.Image DIGITS = new DataShape.Image(28, 28, 1);

    private SymbolDrawsBenchmark() {}

    public static void main(String[] arguments) {
        int[] all = arguments.length == 0
                ? new int[] {4}
                : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        for (int together : all) {
            measure(together);
        }
    }

    /** A moment by the clock and by the processors. */
    private record Moment(double wallSeconds, double processorSeconds) {
        static Moment now() {
            double used = ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElseThrow()
                    .toNanos();
            return new Moment(System.nanoTime() / 1e9, used / 1e9);
        }

        Moment since(Moment earlier) {
            return new Moment(wallSeconds - earlier.wallSeconds, processorSeconds - earlier.processorSeconds);
        }
    }

    private static void measure(int together) {
        Values values = Values.of(
                TransformerModel.VARIANT.hyperparameters(),
                Map.of("classConditional", false, "pixelsPerSymbol", together, "warmUp", 0));
        DataSpec data = new DataSpec(DIGITS, ValueRange.BINARY, 0, COUNT);
        try (TransformerModel model =
                new TransformerModel(new ModelSpec("transformer", values, data, 1), ModelContext.cpu())) {
            Batch bars = bars();
            model.trainStep(OneBatch.first(bars));
            Moment start = Moment.now();
            for (int step = 0; step < STEPS; step++) {
                model.trainStep(OneBatch.first(bars));
            }
            Moment training = Moment.now().since(start);
            SampleRequest request = SampleRequest.of(COUNT, SEED, TransformerModel.SYMBOLS);
            model.sample(request); // The first call prepares the graph.
            model.logits(bars);
            start = Moment.now();
            float[] remembered = model.sample(request).values();
            Moment quick = Moment.now().since(start);
            start = Moment.now();
            float[] whole = whole(model);
            Moment slow = Moment.now().since(start);
            int same = 0;
            for (int i = 0; i < COUNT; i++) {
                int from = i * DIGITS.size();
                int to = from + DIGITS.size();
                same += Arrays.equals(remembered, from, to, whole, from, to) ? 1 : 0;
            }
            System.out.printf(
                    "%d cores; %d pixels are one symbol, %d symbols: a training step of 64 %.0f ms (%.0f ms of processors);"
                            + " remembered %.2f s (%.2f), whole passes %.2f s (%.2f), ratio %.1f (%.1f); %d of %d pictures are the"
                            + " same%n",
                    Runtime.getRuntime().availableProcessors(),
                    together,
                    model.symbols().length(),
                    1e3 * training.wallSeconds() / STEPS,
                    1e3 * training.processorSeconds() / STEPS,
                    quick.wallSeconds(),
                    quick.processorSeconds(),
                    slow.wallSeconds(),
                    slow.processorSeconds(),
                    slow.wallSeconds() / quick.wallSeconds(),
                    slow.processorSeconds() / quick.processorSeconds(),
                    same,
                    COUNT);
        }
    }

    private static float[] whole(TransformerModel model) {
        int places = model.symbols().length();
        float[] noise = BaseNoise.normal(SEED, COUNT, places);
        float[] pictures = new float[COUNT * DIGITS.size()];
        Levels alphabet = Levels.ofSymbols(model.symbols().count());
        for (int t = 0; t < places; t++) {
            float[] logits = model.logits(new Batch(COUNT, pictures, new int[0]));
            for (int row = 0; row < COUNT; row++) {
                int place = row * places + t;
                int symbol = alphabet.draw(logits, place * alphabet.logits(), 1, NormalDistribution.of(noise[place]));
                model.symbols().write(symbol, pictures, place * model.symbols().together());
            }
        }
        return pictures;
    }

    /** Bars of any width and place. */
    private static Batch bars() {
        SplittableRandom random = new SplittableRandom(3);
        float[] pixels = new float[COUNT * DIGITS.size()];
        for (int i = 0; i < COUNT; i++) {
            int from = random.nextInt(24);
            int to = from + 2 + random.nextInt(6);
            boolean upright = random.nextBoolean();
            for (int pixel = 0; pixel < DIGITS.size(); pixel++) {
                int along = upright ? pixel % 28 : pixel / 28;
                pixels[i * DIGITS.size() + pixel] = along >= from && along < to ? 1 : 0;
            }
        }
        return new Batch(COUNT, pixels, new int[0]);
    }
}
