package org.genera.run.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {
    private final Home home = new Home(Path.of("home"));

    @Test
    void runs_lie_in_their_experiment() {
        assertThat(home.run("ring-8", "vae-1").root()).isEqualTo(Path.of("home/experiments/ring-8/runs/vae-1"));
    }

    @Test
    void a_sweep_whose_decisions_were_called_verdicts_goes_on_in_that_file(@TempDir Path folder) throws IOException {
        SweepDirectory sweep = new SweepDirectory(folder);
        assertThat(sweep.decisions()).isEqualTo(folder.resolve("decisions.json"));
        Files.writeString(folder.resolve("verdicts.json"), "[]");
        assertThat(sweep.decisions()).isEqualTo(folder.resolve("verdicts.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/b", "a\\b", "A", "-a", "a b", "a.b", "\u0000", "ä"})
    void an_id_that_could_leave_the_home_is_refused(String id) {
        assertThatThrownBy(() -> home.experiment(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an id of lower-case letters");
        assertThatThrownBy(() -> home.run("fine", id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_id_of_65_letters_is_refused() {
        assertThatThrownBy(() -> home.experiment("a".repeat(65))).isInstanceOf(IllegalArgumentException.class);
        assertThat(home.experiment("a".repeat(64))).isNotNull();
    }
}
