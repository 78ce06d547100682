package org.genera.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GeneraCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_lists_the_commands() {
        assertThat(run("help")).isZero();
        assertThat(out.toString()).contains("serve").contains("gpu").contains("help");
    }

    @Test
    void no_command_and_an_unknown_one_are_refused_with_what_is_expected() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("expected a command, such as `genera serve`");
        assertThat(run("sevre")).isEqualTo(2);
        assertThat(err.toString()).contains("serve");
    }

    @Test
    void gpu_libraries_are_installed_from_files_and_shown() throws IOException {
        Path jar = Files.createFile(folder.resolve("native-linux-x86_64-gpu.jar"));
        Path home = folder.resolve("home");

        assertThat(run("gpu", "status", "--home", home.toString())).isZero();
        assertThat(out.toString()).contains("not installed in " + home.resolve("gpu"));
        assertThat(run("gpu", "install", "--home", home.toString(), "--from", jar.toString()))
                .isZero();

        assertThat(home.resolve("gpu/native-linux-x86_64-gpu.jar")).exists();
        assertThat(out.toString()).contains("cuDNN").contains("driver");
    }

    @Test
    void a_file_that_is_no_gpu_build_is_refused() throws IOException {
        Path text = Files.createFile(folder.resolve("a.txt"));
        Path other = Files.createFile(folder.resolve("native-linux-x86_64.jar"));
        String home = folder.resolve("home").toString();

        assertThat(run("gpu", "install", "--home", home, "--from", text.toString()))
                .isEqualTo(2);
        assertThat(run("gpu", "install", "--home", home, "--from", other.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("expected a jar whose name ends in -gpu.jar");
    }

    @Test
    void a_port_that_does_not_exist_is_refused() {
        assertThat(run("serve", "--port", "70000", "--home", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines("genera: --port: expected 0 to 65535, got 70000");
    }

    @Test
    void what_goes_wrong_is_told_in_one_line_without_a_stack() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"name\": ");
        for (Path plan : List.of(folder.resolve("nowhere.json"), folder, broken)) {
            err.getBuffer().setLength(0);

            assertThat(run("run", plan.toString())).isNotZero();

            assertThat(err.toString().lines()).hasSize(1).allMatch(line -> line.startsWith("genera: "));
            assertThat(err.toString()).contains(plan.toString());
        }
    }

    private int run(String... arguments) {
        CommandLine line = GeneraCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
