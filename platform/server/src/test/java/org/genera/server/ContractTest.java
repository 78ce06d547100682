package org.genera.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.genera.run.Json;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final String FILES = "/runs/r1/files";
    private static final String DATA_SET = """
            {"name": "iris", "title": "Iris", "summary": "", "origin": "imported", "kind": "vector", "shape": [4],
             "eightBit": false, "classes": [], "trainExamples": 9, "testExamples": 1, "fingerprint": "f", "modes": null,
             "symbols": [], "columns": [], "chain": null, "aligned": true, "halves": [], "imported": null}
            """;

    @Test
    void what_the_document_says_passes() {
        assertThatCode(() -> Contract.check("GET", FILES, 200, json("[{\"path\": \"spec.json\", \"bytes\": 3}]")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_field_that_the_document_does_not_know_is_found_and_one_that_is_missing_too() {
        refused(FILES, "[{\"path\": \"spec.json\", \"bytes\": 3, \"owner\": \"me\"}]", "owner");
        refused(FILES, "[{\"path\": \"spec.json\"}]", "bytes");
        refused(FILES, "[{\"path\": \"spec.json\", \"bytes\": null}]", "bytes");
    }

    @Test
    void so_are_those_of_a_schema_that_takes_over_another() throws IOException {
        ObjectNode set = (ObjectNode) json(DATA_SET);
        assertThatCode(() -> Contract.check("GET", "/datasets/iris", 200, set)).doesNotThrowAnyException();

        set.put("owner", "me");
        refused("/datasets/iris", set.toString(), "owner");
        set.remove("owner");
        set.remove("imported");
        refused("/datasets/iris", set.toString(), "imported");
        set.putNull("imported").remove("fingerprint");
        refused("/datasets/iris", set.toString(), "fingerprint");
    }

    @Test
    void what_is_not_documented_at_all_is_said() {
        refused("/runs/r1/owner", "{}", "the document lacks its path");
        assertThatThrownBy(() -> Contract.check("GET", FILES, 202, json("[]")))
                .hasMessageContaining("knows of no JSON there");
        assertThatThrownBy(() -> Contract.checkEvent("sold", json("{}"))).hasMessageContaining("the document lacks it");
        assertThatThrownBy(() -> Contract.checkEvent("purged", json("{\"kind\": \"sweep\", \"id\": \"s\"}")))
                .hasMessageContaining("kind");
    }

    private static void refused(String path, String answer, String because) {
        assertThatThrownBy(() -> Contract.check("GET", path, 200, json(answer)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(because);
    }

    private static JsonNode json(String text) throws IOException {
        return Json.mapper().readTree(text);
    }
}
