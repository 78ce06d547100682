package org.genera.data.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.genera.data.ImportFixture;
import org.genera.data.readers.DataSources;
import org.genera.data.sets.DataSetCard;
import org.junit.jupiter.api.Test;

class KilledImportTest extends ImportFixture {

    @Test
    void what_a_killed_import_leaves_is_swept_and_what_a_living_one_works_on_is_not() throws Exception {
        Path table = Files.writeString(files.resolve("table.csv"), "1,2\n".repeat(100_000));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlowImport.class.getName(),
                        home.toString(),
                        table.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("under way");
            assertThat(unfinished()).hasSize(1);

            catalogue.sweep();
            catalogue.importSet("other", DataSources.csv(table, Optional.empty()), "", (done, total) -> {
                if (done == 0) {
                    catalogue.sweep();
                }
            });
            assertThat(unfinished()).hasSize(1);
            assertThat(catalogue.card("other")).isPresent();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(unfinished()).hasSize(1);

        catalogue.sweep();

        assertThat(unfinished()).isEmpty();
        assertThat(catalogue.cards())
                .extracting(DataSetCard::name)
                .contains("other")
                .doesNotContain("slow");
        try (Stream<Path> set = Files.list(home.resolve("other"))) {
            assertThat(set).extracting(file -> file.getFileName().toString()).doesNotContain("in-use.lock");
        }
    }

    private List<Path> unfinished() throws Exception {
        try (Stream<Path> entries = Files.list(home)) {
            return entries.filter(each -> each.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
