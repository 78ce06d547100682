package org.genera.server.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.genera.server.RawHttp;
import org.genera.server.http.OnOneServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the small {@code webroot} of the test resources. */
class PageRoutesTest extends OnOneServer {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/experiments/mi8x2k", "/compare?runs=a,b"})
    void every_address_of_the_application_is_its_page_and_is_asked_for_again(String path) {
        String answer = get(path);

        assertThat(answer).startsWith("HTTP/1.1 200").contains("<title>pages</title>");
        assertThat(answer.toLowerCase()).contains("cache-control: no-cache").contains("content-security-policy");
    }

    @Test
    void hashed_files_are_kept_for_ever() {
        assertThat(get("/assets/app-0123abcd.js").toLowerCase())
                .startsWith("http/1.1 200")
                .contains("immutable")
                .contains("nosniff")
                .contains("javascript");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/none.js",
                "/none.png",
                "/../logback.xml",
                "/..%2flogback.xml",
                "/%2e%2e/logback.xml",
                "/..%5clogback.xml",
                "/assets/..%2f..%2flogback.xml",
                "/%252e%252e%252flogback.xml",
                "/..\\logback.xml",
            })
    void what_is_no_page_is_not_there(String path) {
        String answer = get(path);

        assertThat(answer.substring(9, 12)).isIn("400", "404");
        assertThat(answer).doesNotContain("<configuration>").doesNotContain("immutable");
    }

    private static String get(String path) {
        return RawHttp.answer(address, "GET " + path, "Host: localhost:" + address.getPort());
    }
}
