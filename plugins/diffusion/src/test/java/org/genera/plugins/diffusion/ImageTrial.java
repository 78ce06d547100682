package org.genera.plugins.diffusion;

import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.genera.nn.Seeds;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;

/**
 * Trains on the images of an IDX file (gzipped) for some seconds and writes contact sheets. Not run by the suite: {@code
 * ImageTrial <images.gz> <sheet folder> <batch> <seconds,seconds,…> [name=value …]}.
 */
final class ImageTrial {
    private static final int SIDE = 28;

    private ImageTrial() {}

    public static void main(String[] arguments) throws IOException {
        byte[] pixels = pixels(Path.of(arguments[0]));
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        int batch = Integer.parseInt(arguments[2]);
        double[] moments = Arrays.stream(arguments[3].split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 4; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            given.put(pair[0], pair[1].matches("[-0-9.eE]+") ? (Object) Double.valueOf(pair[1]) : pair[1]);
        }
        Variant variant = new DiffusionFamily().variant("ddpm");
        ModelSpec spec = new ModelSpec(
                variant.id(),
                Values.of(variant.hyperparameters(), given),
                new DataSpec(new DataShape.Image(SIDE, SIDE, 1), ValueRange.UNIT, 0, 9000),
                1);
        try (Ddpm model = new Ddpm(spec, ModelContext.cpu())) {
            System.out.printf("%d parameters%n", model.parameterCount());
            double seconds = 0;
            int step = 0;
            double smooth = 1;
            for (double moment : moments) {
                while (seconds < moment) {
                    step++;
                    Batch examples = batch(pixels, step, batch, 9000, 0);
                    long start = System.nanoTime();
                    double loss = model.trainStep(new OneBatch(step, examples))
                            .metrics()
                            .get("noiseError");
                    seconds += (System.nanoTime() - start) * 1e-9;
                    smooth += (loss - smooth) * Math.max(0.02, 1.0 / step);
                }
                System.out.printf("%.0f s, step %d (%.2f steps/s), loss %.4f%n", seconds, step, step / seconds, smooth);
                report(model, variant, folder, (int) moment, batch(pixels, 1, 200, 1000, 9000));
            }
        }
    }

    private static void report(Ddpm model, Variant variant, Path folder, int moment, Batch test) throws IOException {
        for (var sampler : variant.samplers()) {
            long start = System.nanoTime();
            Samples samples = model.sample(SampleRequest.of(64, 5, sampler));
            System.out.printf("  %s %.2f s for 64%n", sampler.id(), (System.nanoTime() - start) * 1e-9);
            sheet(samples, folder.resolve(sampler.id() + "-" + moment + ".png"));
        }
        for (var method : model.likelihoodMethods()) {
            long start = System.nanoTime();
            double mean = Arrays.stream(
                            model.logLikelihood(test, method.id(), 3).values())
                    .average()
                    .orElseThrow();
            System.out.printf(
                    "  %s %.1f nats, %.1f s for 200%n", method.id(), mean, (System.nanoTime() - start) * 1e-9);
        }
    }

    private static void sheet(Samples samples, Path file) throws IOException {
        BufferedImage image = new BufferedImage(8 * SIDE * 2, 8 * SIDE * 2, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 8 * SIDE * 2; y++) {
            for (int x = 0; x < 8 * SIDE * 2; x++) {
                int index = (y / 2 / SIDE) * 8 + x / 2 / SIDE;
                float value = samples.values()[(index * SIDE + y / 2 % SIDE) * SIDE + x / 2 % SIDE];
                image.getRaster().setSample(x, y, 0, Math.round(255 * Math.min(1, Math.max(0, value))));
            }
        }
        File target = file.toFile();
        ImageIO.write(image, "png", target);
    }

    private static Batch batch(byte[] pixels, long step, int count, int among, int from) {
        Random random = new Random(Seeds.derive(7, "batch/" + step));
        int size = SIDE * SIDE;
        float[] values = new float[count * size];
        for (int i = 0; i < count; i++) {
            int example = from + random.nextInt(among);
            for (int j = 0; j < size; j++) {
                // Dequantised: a density of pixels needs continuous ones.
                values[i * size + j] = ((pixels[example * size + j] & 0xff) + random.nextFloat()) / 256;
            }
        }
        return new Batch(count, values, new int[0]);
    }

    private static byte[] pixels(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(16);
            return in.readAllBytes();
        }
    }
}
