package org.genera.run.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockFileTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void a_file() {
        file = folder.resolve("the.lock");
    }

    @Test
    void a_second_gets_it_only_after_the_first() throws IOException {
        try (LockFile first = LockFile.ifFree(file).orElseThrow()) {
            assertThat(LockFile.ifFree(folder.resolve("x/../the.lock"))).isEmpty();
            assertThat(first).isNotNull();
        }
        try (LockFile second = LockFile.ifFree(file).orElseThrow()) {
            assertThat(second).isNotNull();
        }
    }

    @Test
    void a_look_in_vain_takes_nothing_from_the_holder() throws Exception {
        try (LockFile held = LockFile.ifFree(file).orElseThrow()) {
            assertThat(LockFile.ifFree(file)).isEmpty();
            assertThat(exitCodeOfAnotherProcessThatWantsIt()).isEqualTo(1);
            assertThat(held).isNotNull();
        }
        assertThat(exitCodeOfAnotherProcessThatWantsIt()).isZero();
    }

    @Test
    void who_waits_gets_it_when_the_holder_lets_go() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Boolean> second;
        try (LockFile first = LockFile.ifFree(file).orElseThrow()) {
            second = CompletableFuture.supplyAsync(() -> {
                try (LockFile mine = LockFile.await(file, waited -> waits.countDown())) {
                    return mine != first;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(waits.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(second).isNotDone();
        }
        assertThat(second.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void patience_ends_the_waiting_in_its_own_words() throws IOException {
        try (LockFile held = LockFile.ifFree(file).orElseThrow()) {
            assertThatThrownBy(() -> LockFile.await(file, waited -> {
                        if (waited > 150) {
                            throw new IOException("long enough");
                        }
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("long enough");
            assertThat(held).isNotNull();
        }
    }

    @Test
    void a_file_that_cannot_be_opened_is_not_held_ever_after() throws IOException {
        Path below = folder.resolve("missing/the.lock");
        assertThatThrownBy(() -> LockFile.ifFree(below)).isInstanceOf(IOException.class);
        Files.createDirectory(below.getParent());
        try (LockFile found = LockFile.ifFree(below).orElseThrow()) {
            assertThat(found).isNotNull();
        }
    }

    private int exitCodeOfAnotherProcessThatWantsIt() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Wanting.class.getName(),
                        file.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Another process, which asks the system alone. */
    static final class Wanting {
        private Wanting() {}

        public static void main(String[] arguments) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
                System.exit(channel.tryLock() == null ? 1 : 0);
            }
        }
    }
}
