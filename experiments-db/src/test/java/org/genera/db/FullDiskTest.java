package org.genera.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.genera.db.connection.UnavailableException;
import org.genera.run.RunState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    @TempDir
    Path folder;

    private String url;

    @BeforeEach
    void mount() {
        FullDisk.mount();
        url = "jdbc:h2:fulldisk:" + folder.resolve("genera") + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    @AfterEach
    void free() {
        FullDisk.full = false;
    }

    private static void insert(ExperimentsDb db, String run) {
        var spec = Example.run(run, "a", "vae", 1, 1);
        db.runs().insert(spec, spec.group(), new RunState.Queued(spec.createdAt()));
    }

    @Test
    void a_full_disk_is_said_in_a_sentence_and_the_database_goes_on_once_there_is_space() {
        try (ExperimentsDb db = ExperimentsDb.open(url)) {
            db.experiments().insert(Example.experiment("a", "A", "", 0));
            insert(db, "before");

            FullDisk.full = true;
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> insert(db, "amid"))
                        .isInstanceOf(UnavailableException.class)
                        .hasMessage("the disk that holds the database is full; free some space and try again");
            }

            FullDisk.full = false;
            await(() -> db.runs().find("before").isPresent());
            insert(db, "after");
            assertThat(db.runs().find("after")).isPresent();
            assertThat(db.runs().find("amid")).isEmpty();
        }
    }

    @Test
    void a_start_on_a_full_disk_says_so_in_one_line() {
        FullDisk.full = true;

        assertThatThrownBy(() -> ExperimentsDb.open(url))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cannot open the database jdbc:h2:fulldisk:")
                .hasMessageEndingWith("; the disk is full, free some space and start again")
                .hasMessageNotContaining("\n");
    }

    /** The database lets a second pass between two attempts to open it. */
    private static void await(BooleanSupplier found) {
        Instant deadline = Instant.now().plusSeconds(10);
        while (true) {
            try {
                assertThat(found.getAsBoolean()).isTrue();
                return;
            } catch (UnavailableException e) {
                assertThat(Instant.now()).as("%s", e.getMessage()).isBefore(deadline);
                Thread.onSpinWait();
            }
        }
    }
}
