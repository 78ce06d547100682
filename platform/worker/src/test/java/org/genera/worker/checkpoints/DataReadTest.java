package org.genera.worker.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import org.genera.run.Json;
import org.junit.jupiter.api.Test;

class DataReadTest {

    @Test
    void steps_that_each_read_the_split_have_read_it_so_often() {
        DataRead read = DataRead.NOTHING.split(true).split(true);
        assertThat(read.examples(50, 1_000)).isEqualTo(2_000);
    }

    @Test
    void a_step_that_went_on_without_the_split_is_an_epoch_that_says_nothing_of_speed() {
        DataRead read = DataRead.NOTHING.split(true).split(false);
        assertThat(read.splits()).isEqualTo(2);
        assertThat(read.examples(50, 1_000)).isZero();
    }

    @Test
    void what_earlier_versions_wrote_is_read_as_they_meant_it() throws Exception {
        DataRead read = Json.read("{\"minibatches\":3,\"splits\":2}", DataRead.class);
        assertThat(read.examples(50, 1_000)).isEqualTo(2_150);
        assertThat(read.split(true).examples(50, 1_000)).isEqualTo(3_150);
    }
}
