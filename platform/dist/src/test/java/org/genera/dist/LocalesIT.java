package org.genera.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.genera.run.Json;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The distribution where people write other digits, other letters, or nothing but ASCII. */
class LocalesIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "C.UTF-8, -Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab",
        "C, -Duser.language=en",
        "tr_TR.UTF-8, -Duser.language=tr -Duser.country=TR"
    })
    void a_file_beyond_ascii_is_imported_and_a_run_on_it_finishes(String locale, String language) throws Exception {
        Path data = Files.createDirectories(folder.resolve("Größe")).resolve("Maße.csv");
        Files.writeString(
                data,
                IntStream.range(0, 100)
                        .mapToObj(i -> i % 7 + "," + i % 11 + "\n")
                        .collect(Collectors.joining("", "a,b\n", "")));
        Path plan = folder.resolve("plan.json");
        Json.writeFile(plan, plan());
        String home = folder.resolve("Zuhause-ä").toString();
        String imported = run(locale, language, "data", "import", "masse", data.toString(), "--home", home);
        assertThat(imported).contains("Imported masse: 100 rows of 2 numbers, imported from Maße.csv.");
        String trained = run(locale, language, "run", plan.toString(), "--home", home, "--port", "0");
        assertThat(trained).contains("1 finished").doesNotContain("failed", "crashed");
        // Arabic-Indic digits.
        assertThat(trained).doesNotContainPattern("[\\u0660-\\u0669]");
    }

    private String run(String locale, String language, String... arguments) throws Exception {
        Path output = Files.createTempFile(folder, "output", "");
        ProcessBuilder builder = RunningGenera.command(output, arguments);
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("JAVA_TOOL_OPTIONS", language);
        Process process = builder.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(output);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private static Map<String, Object> plan() {
        Map<String, Object> setup = Map.of(
                "data",
                Map.of(
                        "dataSet",
                        "masse",
                        "preprocessing",
                        Map.of("dequantise", false, "scaling", "none", "binarisation", "none")),
                "budget",
                Map.of("unit", "steps", "amount", 5, "batchSize", 16),
                "protocol",
                Map.of(
                        "sampleSets", 1,
                        "samplesPerSet", 8,
                        "evaluations", 1,
                        "evaluationSamples", 16,
                        "testExamples", 8,
                        "checkpoints", 1,
                        "noiseSeed", 1));
        Map<String, Object> item = Map.of("family", "gan", "variant", "non-saturating");
        return Map.of(
                "name",
                "Locale",
                "setup",
                setup,
                "launches",
                List.of(Map.of("items", List.of(item), "seeds", List.of(1))));
    }
}
