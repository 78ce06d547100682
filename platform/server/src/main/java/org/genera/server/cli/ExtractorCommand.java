package org.genera.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.genera.server.launch.Distribution;
import org.genera.server.launch.WorkerLauncher;
import org.genera.server.view.ExtractorView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code genera extractor}. */
@Command(
        name = "extractor",
        description = "What measures of pictures read: lists the extractors, and imports a frozen Inception graph.",
        mixinStandardHelpOptions = true)
final class ExtractorCommand {
    @Mixin
    private Output output = new Output();

    @Command(name = "list", description = "Lists the extractors of the home folder.")
    int list(@Mixin HomeOption home) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("EXTRACTOR", "TEST ACCURACY", "SHA-256"));
        for (ExtractorView each : ExtractorView.all(home.home(), Map.of())) {
            Double accuracy = each.testAccuracy();
            rows.add(List.of(each.name(), accuracy == null ? "" : accuracy + " %", each.sha256()));
        }
        new TextTable(rows, List.of(1)).print(output.out());
        return 0;
    }

    /**
     * The defaults are those of the graphs that TensorFlow has published for these measures in 2015: pixels (x − 128) / 128
     * into Mul, features out of pool_3, logits.
     */
    @Command(
            name = "import",
            description = {
                "Takes a frozen Inception graph (a GraphDef, .pb) into the home folder, after running it on a picture.",
                "Experiments whose protocol says so then measure the Fréchet Inception distance with it. The defaults"
                        + " fit inceptionv1_for_inception_score.pb of frozen_inception_v1_2015_12_05.tar.gz."
            })
    int keep(
            @Mixin HomeOption home,
            @Parameters(paramLabel = "FILE", description = "The graph.") Path file,
            @Option(names = "--input", defaultValue = "Mul:0", description = "Tensor of pictures: ${DEFAULT-VALUE}.")
                    String input,
            @Option(
                            names = "--features",
                            defaultValue = "pool_3:0",
                            description = "Tensor of features: ${DEFAULT-VALUE}.")
                    String features,
            @Option(names = "--logits", defaultValue = "logits:0", description = "Tensor of logits: ${DEFAULT-VALUE}.")
                    String logits,
            @Option(names = "--size", defaultValue = "299", description = "Height and width: ${DEFAULT-VALUE}.")
                    int size,
            @Option(
                            names = "--range",
                            paramLabel = "LOW,HIGH",
                            defaultValue = "-1,0.9921875",
                            description = "What it wants for black and for white: ${DEFAULT-VALUE}; others want -1,1 or"
                                    + " 0,255.")
                    String range)
            throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("expected a frozen graph, found no file " + file);
        }
        Distribution distribution = Distribution.found()
                .orElseThrow(() -> new IllegalStateException(
                        "expected to run from a distribution, where lib/worker is; start bin/genera"));
        Process process = WorkerLauncher.command(
                        home.home(),
                        distribution,
                        List.of(
                                "inception",
                                "--home",
                                home.home().root().toAbsolutePath().toString(),
                                "--file",
                                file.toAbsolutePath().toString(),
                                "--input",
                                input,
                                "--features",
                                features,
                                "--logits",
                                logits,
                                "--size",
                                Integer.toString(size),
                                "--range",
                                range))
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IllegalArgumentException(lastLine(said));
        }
        output.out().println("Kept " + lastLine(said) + ".");
        return 0;
    }

    /** Native libraries print before it. */
    private static String lastLine(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "the worker said nothing" : lines.get(lines.size() - 1);
    }
}
