package org.genera.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.genera.server.Server;
import org.genera.server.TestServer;
import org.genera.server.http.guard.AccessToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that more than this machine can reach. */
class AccessTokenTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final AccessToken token = AccessToken.fresh();

    @TempDir
    private Path folder;

    private Server server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.with(folder, Optional.of(token));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void no_page_and_no_route_answers_without_the_token() throws Exception {
        for (String path : new String[] {"/", "/api/system", "/api/stream", "/api/openapi.yaml", "/nowhere"}) {
            assertThat(get(path, "Accept", "*/*").statusCode()).as(path).isEqualTo(401);
            assertThat(get(
                                    path,
                                    "Authorization",
                                    "Bearer " + AccessToken.fresh().value())
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(get("/api/system", "Accept", "*/*").body()).contains("open the address that it printed");
    }

    @Test
    void the_printed_address_leaves_a_cookie_that_lets_in() throws Exception {
        HttpResponse<String> entered =
                client.send(HttpRequest.newBuilder(server.entry()).build(), BodyHandlers.ofString());

        assertThat(entered.statusCode()).isEqualTo(302);
        assertThat(entered.headers().firstValue("Location")).contains("/");
        String cookie = entered.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
        assertThat(get("/api/system", "Cookie", cookie.split(";")[0]).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_program_shows_the_token_as_a_bearer() throws Exception {
        assertThat(get("/api/system", "Authorization", "Bearer " + token.value())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokens_differ_and_do_not_show_in_a_log() {
        assertThat(AccessToken.fresh()).isNotEqualTo(AccessToken.fresh());
        assertThat(token.toString()).doesNotContain(token.value());
        assertThat(token.value()).hasSize(32);
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        URI address = server.address().resolve(path);
        return client.send(HttpRequest.newBuilder(address).header(header, value).build(), BodyHandlers.ofString());
    }
}
