package org.genera.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.genera.spi.ModelContext;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void a_full_call_is_understood() {
        Arguments arguments = Arguments.parse(new String[] {
            "train",
            "--run",
            "r",
            "--home",
            "h",
            "--plugin",
            "p.jar",
            "--on",
            "one=a.jar",
            "--on",
            "two=b=c.jar",
            "--device",
            "gpu:1",
            "--threads",
            "3"
        });
        assertThat(arguments.others()).isEqualTo(Map.of("one", Path.of("a.jar"), "two", Path.of("b=c.jar")));
        assertThat(arguments.work()).isEqualTo(Arguments.Work.TRAIN);
        assertThat(arguments.plugin()).contains(Path.of("p.jar"));
        assertThat(arguments.context()).isEqualTo(new ModelContext(ModelContext.Device.GPU, 3));
    }

    @Test
    void what_is_wrong_is_named_with_what_was_expected() {
        refused("expected train, draw or evaluate, got nothing");
        refused("expected train, draw or evaluate, got dance", "dance");
        refused("got --speed", "train", "--speed", "9");
        refused("expected --home", "train", "--run", "r");
        refused("expected --on RUN=JAR, got p.jar", "train", "--run", "r", "--home", "h", "--on", "p.jar");
        refused("expected --request", "draw", "--run", "r", "--home", "h", "--plugin", "p");
        refused("cpu or gpu:0, got tpu", "train", "--run", "r", "--home", "h", "--plugin", "p", "--device", "tpu");
    }

    private static void refused(String message, String... line) {
        assertThatThrownBy(() -> Arguments.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
