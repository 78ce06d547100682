package org.genera.run.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.genera.run.Json;
import org.genera.run.spec.PinnedRun;
import org.junit.jupiter.api.Test;

class RunInDrawTest {
    private static final PinnedRun PIN = new PinnedRun("e", "r", 3, "ab", "f", "v", "p", "1", "cd");

    @Test
    void one_that_was_written_when_there_were_labels_alone_is_read_on() throws Exception {
        String written = Json.mapper().writeValueAsString(new RunInDraw(PIN, 2, 1.5));
        String old = written.replace("\"text\":\"\",", "").replace("\"example\":null,", "");
        assertThat(old).doesNotContain("text", "example");
        assertThat(Json.mapper().readValue(old, RunInDraw.class)).isEqualTo(new RunInDraw(PIN, 2, 1.5));
    }

    @Test
    void it_leads_to_one_thing() throws Exception {
        for (RunInDraw one : new RunInDraw[] {new RunInDraw(PIN, "a cross", 1), RunInDraw.toExample(PIN, 0, 1)}) {
            assertThat(Json.mapper().readValue(Json.mapper().writeValueAsString(one), RunInDraw.class))
                    .isEqualTo(one);
        }
        assertThatThrownBy(() -> new RunInDraw(PIN, "", 1)).hasMessageEndingWith("led to by run r, got none");
        assertThatThrownBy(() -> new RunInDraw(PIN, OptionalInt.of(1), "a cross", OptionalInt.empty(), 1))
                .hasMessageEndingWith("got 2 of them");
    }
}
