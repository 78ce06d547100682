package org.genera.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.genera.data.sets.DataSetCard;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportProgress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder for files and an empty catalogue beside it. */
public abstract class ImportFixture {
    @TempDir
    public Path files;

    @TempDir
    public Path home;

    public DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));

    @BeforeEach
    void open() {
        catalogue = new DataCatalogue(home);
    }

    public DataSetCard importing(String name, DataSource source) {
        return catalogue.importSet(name, source, "", ImportProgress.silent());
    }

    /** The import is refused in a sentence, and nothing is left behind. */
    public void refused(DataSource source, String said) throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> importing("bad", source))
                .withMessageContaining(said)
                .withMessageContaining("expected ")
                .withMessageContaining(", got ");
        assertThat(catalogue.card("bad")).isEmpty();
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).isEmpty();
        }
    }
}
