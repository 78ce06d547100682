package org.genera.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.genera.run.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    @TempDir
    private Path folder;

    @Test
    void a_plan_of_old_calls_the_setup_ground() throws Exception {
        Plan plan = Plan.builtIn("ring.json");
        String older = Json.write(plan).replace("\"setup\":", "\"ground\":");
        assertThat(older).contains("ground");
        assertThat(Plan.read(file(older))).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                            | expected an object with name, setup and launches
            {"name": "a", "setup": {}, "ground": {}, "launches": [{}]}    | expected one setup in the plan
            {"name": "a", "setup": {}, "lanches": [{}], "budget": 3}      | got also budget, lanches;
            {"name": 3, "setup": {}, "launches": [{}]}                    | expected a text as name
            {"name": "a", "setup": "ring", "launches": [{}]}              | expected an object as setup
            {"name": "a", "launches": [{}]}                               | expected an object as setup in the plan
            {"name": "a", "setup": {}, "launches": []}                    | expected a list of one or more launches
            {"name": "a", "setup": {}, "launches": ["vae"]}               | expected an object as each launch
            """)
    void what_is_no_plan_is_refused_in_a_sentence(String json, String sentence) throws Exception {
        Path file = file(json);
        assertThatThrownBy(() -> Plan.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ")
                .hasMessageContaining(sentence)
                .hasMessageContaining(file.toString());
    }

    private Path file(String json) throws Exception {
        return Files.writeString(folder.resolve("plan.json"), json);
    }
}
