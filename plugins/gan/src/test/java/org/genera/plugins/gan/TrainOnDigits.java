package org.genera.plugins.gan;

import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.StepReport;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;

/**
 * Trains on a gzipped IDX file of images and writes contact sheets of the same noise. Not part of the suite.
 *
 * <p>Arguments: IDX file, output folder, variant, steps, then hyperparameters as name=value.
 */
final class TrainOnDigits {
    private static final int BATCH = 100;
    private static final int TRAINING_EXAMPLES = 9000;
    private static final int COLUMNS = 16;
    private static final int SHEETS = 4;

    private TrainOnDigits() {}

    public static void main(String[] arguments) throws IOException {
        GanFamily family = new GanFamily();
        Variant variant = family.variants().stream()
                .filter(each -> each.id().equals(arguments[2]))
                .findFirst()
                .orElseThrow();
        int steps = Integer.parseInt(arguments[3]);
        Values values = Values.of(variant.hyperparameters(), TrainOnRing.given(arguments, 4));
        float[] images = read(Path.of(arguments[0]));
        int size = 28 * 28;
        DataSpec data = new DataSpec(new DataShape.Image(28, 28, 1), ValueRange.UNIT, 10, TRAINING_EXAMPLES);
        Random random = new Random(1);
        try (Model model = family.build(new ModelSpec(variant.id(), values, data, 1), ModelContext.cpu())) {
            long start = System.nanoTime();
            for (int step = 1; step <= steps; step++) {
                float[] batch = new float[BATCH * size];
                for (int i = 0; i < BATCH; i++) {
                    System.arraycopy(images, random.nextInt(TRAINING_EXAMPLES) * size, batch, i * size, size);
                }
                StepReport report = model.trainStep(new OneBatch(step, new Batch(BATCH, batch, new int[0])));
                if (step % (steps / SHEETS) == 0) {
                    System.out.printf(
                            Locale.ROOT,
                            "step %d: %.0f steps/s, %s%n",
                            step,
                            step / ((System.nanoTime() - start) * 1e-9),
                            report.metrics());
                    write(
                            ((Sampling) model)
                                    .sample(SampleRequest.of(
                                            COLUMNS * COLUMNS / 2,
                                            1,
                                            variant.samplers().get(0))),
                            Path.of(arguments[1]).resolve("step-" + step + ".png"));
                }
            }
        }
    }

    private static float[] read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            in.readInt();
            int count = in.readInt();
            byte[] bytes = new byte[count * in.readInt() * in.readInt()];
            in.readFully(bytes);
            float[] values = new float[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                values[i] = (bytes[i] & 0xff) / 255f;
            }
            return values;
        }
    }

    private static void write(Samples samples, Path file) throws IOException {
        int rows = samples.count() / COLUMNS;
        BufferedImage sheet = new BufferedImage(COLUMNS * 30, rows * 30, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < samples.count(); i++) {
            for (int pixel = 0; pixel < 28 * 28; pixel++) {
                int grey = Math.round(255 * samples.values()[i * 28 * 28 + pixel]);
                sheet.getRaster().setSample(i % COLUMNS * 30 + pixel % 28, i / COLUMNS * 30 + pixel / 28, 0, grey);
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(sheet, "png", file.toFile());
    }
}
