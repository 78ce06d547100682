package org.genera.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventRingTest {

    @Test
    void a_reader_gets_exactly_what_it_missed() {
        EventRing ring = new EventRing("e", 1_000);
        for (int i = 0; i < 5; i++) {
            ring.add("t", "d" + i);
        }

        assertThat(ring.after("e-3").orElseThrow())
                .extracting(StreamEvent::data)
                .containsExactly("d3", "d4");
        assertThat(ring.after("e-5").orElseThrow()).isEmpty();
        assertThat(ring.after("e-0").orElseThrow()).hasSize(5);
    }

    @Test
    void what_the_ring_no_longer_holds_it_does_not_pretend_to_know() {
        EventRing ring = new EventRing("e", 10);
        for (int i = 0; i < 10; i++) {
            ring.add("t", "12345");
        }

        assertThat(ring.after("e-3")).isEmpty();
        assertThat(ring.after("e-8").orElseThrow()).hasSize(2);
    }

    @Test
    void ids_of_another_start_of_the_server_or_of_nobody_are_gaps() {
        EventRing ring = new EventRing("e", 1_000);
        ring.add("t", "d");

        assertThat(ring.after("f-1")).isEmpty();
        assertThat(ring.after("e-x")).isEmpty();
        assertThat(ring.after("e-99")).isEmpty();
        assertThat(ring.after((String) null)).isEmpty();
    }
}
