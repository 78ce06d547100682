package org.genera.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UploadTest extends OnOneServer {
    @Test
    void a_table_is_uploaded_listed_and_nothing_of_it_stays_behind() throws Exception {
        String table = "x,y,kind\n" + "1,2,a\n3,4,b\n".repeat(20_000);
        HttpResponse<String> answer = post(
                field("name", "table"),
                field("label", "kind"),
                field("ticket", "42"),
                file("file", "my table.csv", table));
        assertThat(answer.body()).contains("my_table.csv");
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonNode set = server.client().get("/datasets/table").body();
        assertThat(set.path("trainExamples").asInt()).isEqualTo(36_000);
        assertThat(set.path("classes").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(set.path("shape").toString()).isEqualTo("[2]");
        assertThat(set.path("imported").path("command").asText())
                .isEqualTo("./genera data import table my_table.csv --label kind");
        assertThat(server.client().get("/imports/42").status()).isEqualTo(404);
        assertNothingUploadedStays();
    }

    @Test
    void the_columns_of_a_table_keep_their_names_in_the_card_and_in_the_statistics() throws Exception {
        String table = "petal length,petal width,kind,depth\n" + "1,2,a,3\n4,5,b,6\n".repeat(5);
        HttpResponse<String> answer =
                post(field("name", "flowers"), field("label", "kind"), file("file", "flowers.csv", table));
        String names = "[\"petal length\",\"petal width\",\"depth\"]";
        assertThat(answer.body()).contains("\"columns\":" + names);
        assertThat(server.client()
                        .get("/datasets/flowers")
                        .body()
                        .path("columns")
                        .toString())
                .isEqualTo(names);
        JsonNode values =
                server.client().get("/datasets/flowers/statistics").body().path("values");
        assertThat(values.findValuesAsText("name")).containsExactly("petal length", "petal width", "depth");
        assertThat(server.client().get("/datasets/ring8").body().path("columns"))
                .isEmpty();
    }

    @Test
    void sequences_are_uploaded_as_text_and_as_tables() throws Exception {
        assertThat(post(field("name", "lines"), file("file", "lines.txt", "abc\nab\nb\n"))
                        .statusCode())
                .isEqualTo(201);
        JsonNode lines = server.client().get("/datasets/lines").body();
        assertThat(lines.path("kind").asText()).isEqualTo("sequence");
        assertThat(lines.path("imported").path("command").asText()).isEqualTo("./genera data import lines lines.txt");
        String table = "id,x\na,1\na,2\nb,3\n";
        assertThat(post(field("name", "steps"), field("sequence", "id"), file("file", "steps.csv", table))
                        .statusCode())
                .isEqualTo(201);
        JsonNode statistics = server.client().get("/datasets/steps/statistics").body();
        assertThat(statistics.path("lengths").path(0).path("to").asInt()).isEqualTo(3);
        refused(
                "got an empty cell in line 3",
                field("name", "bad"),
                field("sequence", "id"),
                file("file", "steps.csv", "id,x\na,1\n,2\n"));
    }

    @Test
    void what_cannot_be_imported_is_answered_with_a_sentence_and_leaves_nothing() throws Exception {
        refused("expected a finite number", field("name", "bad"), file("file", "t.csv", "a,b\n1,2\n3,x\n"));
        refused("got cat.gif", field("name", "bad"), file("file", "../../cat.gif", "meow"));
        refused(
                "expected a name that is free, got \\\"ring8\\\"",
                field("name", "ring8"),
                file("file", "t.csv", "1\n2\n"));
        refused("lower-case words", file("file", "t.csv", "1\n2\n"));
        refused("whole zip archive", field("name", "bad"), file("file", "cats.zip", "PK, or not"));
        refused("got \\\"tiff\\\"", field("name", "bad"), field("format", "tiff"), file("file", "t.csv", "1\n2\n"));
        refused("at least one part", field("name", "bad"));
        refused(
                "expected one of name, split, format, ticket, label, sequence, symbols, size, channels, header, decimal, shape, got",
                field("nam", "bad"),
                file("file", "t.csv", "1\n2\n"));
        refused("got 2", field("name", "bad"), file("file", "a.csv", "1\n2\n"), file("file", "b.csv", "1\n2\n"));
        assertThat(server.client().get("/datasets/bad").status()).isEqualTo(404);
        assertNothingUploadedStays();
    }

    private static void refused(String said, String... parts) throws Exception {
        HttpResponse<String> answer = post(parts);
        assertThat(answer.body()).contains(said);
        assertThat(answer.statusCode()).isEqualTo(422);
    }

    /** The server removes the parts as the answer ends, which the client may see first. */
    private static void assertNothingUploadedStays() throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!left().isEmpty() && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        assertThat(left()).isEmpty();
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.toString().contains("uploads") && !path.endsWith("uploads"))
                    .toList();
        }
    }

    private static HttpResponse<String> post(String... parts) throws Exception {
        String body = String.join("", parts) + "--edge--\r\n";
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address.resolve("/api/datasets"))
                                .header("Content-Type", "multipart/form-data; boundary=edge")
                                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static String field(String name, String value) {
        return "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String part, String name, String text) {
        return "--edge\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + text + "\r\n";
    }
}
