package org.genera.server.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.genera.data.store.ImportProgress;
import org.junit.jupiter.api.Test;

class ImportsUnderWayTest {
    private final ImportsUnderWay underWay = new ImportsUnderWay();

    @Test
    void a_ticket_tells_the_latest_progress_of_its_own_import_until_that_ends() {
        ImportProgress first = underWay.hearing("first");
        assertThat(underWay.of("first")).isEmpty();
        first.read(10, 100);
        underWay.hearing("second").read(1, 2);
        first.read(30, 100);
        assertThat(underWay.of("first")).contains(new ImportsUnderWay.Progress(30, 100));
        underWay.end("first");
        assertThat(underWay.of("first")).isEmpty();
        assertThat(underWay.of("second")).isPresent();
    }
}
