package org.genera.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.genera.db.connection.Connections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsDbTest {

    @TempDir
    Path folder;

    @Test
    void an_address_of_an_unknown_engine_is_refused_without_its_password() {
        assertThatThrownBy(() -> ExperimentsDb.open("jdbc:mysql://host/db?password=secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected the address of a database that starts with jdbc:h2: or jdbc:postgresql:,"
                        + " got \"jdbc:mysql://host/db?password=…\"");
    }

    @Test
    void a_second_owner_is_told_that_there_is_one() throws Exception {
        String url = ExperimentsDb.h2Url(folder);
        try (ExperimentsDb first = ExperimentsDb.open(url)) {
            Process second = IngestingProcess.command(url, "no-journal", "no-run")
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(printed)
                    .contains("cannot open the database jdbc:h2:file:")
                    .contains("; is another server running on it?");
            assertThat(first.runs().unfinished()).isEmpty();
        }
    }

    @Test
    void a_database_that_cannot_be_reached_is_named_without_its_password() {
        assertThatThrownBy(() -> ExperimentsDb.open(
                        "jdbc:postgresql://127.0.0.1:1/genera?user=me&password=secret&connectTimeout=1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot open the database jdbc:postgresql://127.0.0.1:1/genera")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_damaged_database_is_named_with_what_brings_it_back() throws Exception {
        byte[] noise = new byte[200_000];
        new java.util.Random(1).nextBytes(noise);
        java.nio.file.Files.write(folder.resolve("genera.mv.db"), noise);

        assertThatThrownBy(() -> ExperimentsDb.open(ExperimentsDb.h2Url(folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("it is rebuilt from the directories of the runs");
    }

    @Test
    void folders_with_awkward_names_hold_a_database() {
        for (String name : new String[] {"with space", "ümläut"}) {
            String url = ExperimentsDb.h2Url(folder.resolve(name));
            try (ExperimentsDb db = ExperimentsDb.open(url)) {
                db.experiments().insert(Example.experiment("a", "A", "", 0));
            }
            try (ExperimentsDb db = ExperimentsDb.open(url)) {
                assertThat(db.experiments().find("a")).isPresent();
            }
            assertThat(folder.resolve(name).resolve("genera.mv.db")).exists();
        }
    }

    @Test
    void a_folder_that_h2_cannot_name_is_refused() {
        assertThatThrownBy(() -> ExperimentsDb.h2Url(folder.resolve("semi;colon")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a folder whose path holds no semicolon");
    }

    @Test
    void an_h2_address_gets_safe_commits_unless_it_decides_itself() {
        assertThat(Connections.withSafeCommits("jdbc:h2:file:/x")).isEqualTo("jdbc:h2:file:/x;WRITE_DELAY=0");
        assertThat(Connections.withSafeCommits("jdbc:h2:file:/x;write_delay=5")).endsWith(";write_delay=5");
        assertThat(Connections.withSafeCommits("jdbc:postgresql:x")).isEqualTo("jdbc:postgresql:x");
    }

    @Test
    void a_password_from_elsewhere_is_in_the_address_and_in_no_message() {
        String url =
                ExperimentsDb.withPassword("jdbc:postgresql://127.0.0.1:1/genera?user=me&connectTimeout=1", "s&c=r t");

        assertThat(url).endsWith("&password=s%26c%3Dr+t");
        assertThat(ExperimentsDb.withPassword("jdbc:postgresql:genera", "x"))
                .isEqualTo("jdbc:postgresql:genera?password=x");
        assertThatThrownBy(() -> ExperimentsDb.open(url))
                .hasMessageContaining("password=…")
                .hasMessageNotContaining("s%26");
        assertThatThrownBy(() -> ExperimentsDb.withPassword("jdbc:h2:mem:x", "secret"))
                .hasMessage("expected the address of a PostgreSQL database for the password, got \"jdbc:h2:mem:x\"");
    }
}
