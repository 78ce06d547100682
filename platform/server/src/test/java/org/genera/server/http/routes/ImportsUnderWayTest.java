package org.genera.server.http.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.genera.data.store.ImportProgress;
import org.genera.server.launch.RefusedException;
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
        first.files(3, 9);
        assertThat(underWay.of("first")).contains(new ImportsUnderWay.Progress(30, 100, 3, 9));
        underWay.end("first");
        assertThat(underWay.of("first")).isEmpty();
        assertThat(underWay.of("second")).isPresent();
    }

    @Test
    void an_import_that_shall_stop_goes_no_step_further() {
        ImportProgress stopped = underWay.hearing("stopped");
        ImportProgress other = underWay.hearing("other");
        assertThat(underWay.stop("stopped")).isTrue();
        assertThat(underWay.stop("none")).isFalse();
        assertThatThrownBy(() -> stopped.read(1, 2)).isInstanceOf(RefusedException.class);
        other.read(1, 2);
    }
}
