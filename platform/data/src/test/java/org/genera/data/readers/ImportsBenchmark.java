package org.genera.data.readers;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.genera.data.DataCatalogue;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportProgress;

/**
 * Imports every small input of the tests and prints what came of it beside what must happen; then says what a folder of
 * 50,000 small pictures and a table of a million rows take.
 */
public final class ImportsBenchmark {
    private static final int PICTURES = 50_000;
    private static final int ROWS = 1_000_000;
    private static final int COLUMNS = 5;
    private static final long MEBIBYTE = 1 << 20;

    private ImportsBenchmark() {}

    /** @param args the folder of the inputs, which holds verdicts.txt */
    public static void main(String[] args) throws Exception {
        Path inputs = Path.of(args[0]);
        Path scratch = Files.createTempDirectory("imports-");
        try {
            int wrong = 0;
            DataCatalogue catalogue = new DataCatalogue(scratch.resolve("verdicts"));
            for (Verdict verdict : Verdict.in(inputs.resolve("verdicts.txt"))) {
                String answer = verdict.answer(inputs, catalogue);
                List<String> missing = verdict.missing(answer);
                wrong += missing.isEmpty() ? 0 : 1;
                System.out.printf(
                        "%-5s %s%n      must  %s%n      did   %s%n",
                        missing.isEmpty() ? "ok" : "WRONG",
                        verdict,
                        (verdict.read() ? "read: " : "refused: ") + String.join("; ", verdict.words()),
                        answer.replace("\n", "\n            "));
            }
            System.out.printf("%d wrong%n", wrong);
            measured("a folder of " + PICTURES + " pictures of 28 x 28", scratch, pictures(scratch));
            measured("a table of " + ROWS + " rows of " + COLUMNS, scratch, table(scratch));
        } finally {
            removed(scratch);
        }
    }

    private static void measured(String what, Path scratch, DataSource source) throws IOException {
        System.gc();
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        long begun = System.nanoTime();
        new DataCatalogue(scratch.resolve("home")).importSet("measured", source, "", ImportProgress.silent());
        double seconds = (System.nanoTime() - begun) / 1e9;
        long peak =
                pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        removed(scratch.resolve("home"));
        System.out.printf(Locale.ROOT, "%s: %.1f s, %d MiB of heap at most%n", what, seconds, peak / MEBIBYTE);
    }

    private static DataSource pictures(Path scratch) throws IOException {
        Random random = new Random(1);
        Path folder = scratch.resolve("pictures");
        for (int i = 0; i < PICTURES; i++) {
            Path file = folder.resolve(i % 10 + "/" + i + ".png");
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
            for (int pixel = 0; pixel < 28 * 28; pixel++) {
                image.getRaster().setSample(pixel % 28, pixel / 28, 0, random.nextInt(256));
            }
            ImageIO.write(image, "png", file.toFile());
        }
        return DataSources.pictures(folder, Optional.empty(), Optional.empty());
    }

    private static DataSource table(Path scratch) throws IOException {
        Random random = new Random(2);
        Path file = scratch.resolve("table.csv");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("a,b,c,d,e");
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    out.print(column == 0 ? "" : ",");
                    out.print(random.nextGaussian());
                }
                out.println();
            }
        }
        return DataSources.csv(file, Optional.empty());
    }

    private static void removed(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> below = Files.walk(folder)) {
                for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
