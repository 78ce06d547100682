package org.genera.data.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {

    @Test
    void a_split_reads_what_it_writes_in_either_order() {
        Split split = Split.parse("test=9000-10000, train=0-9000", 10_000);
        assertThat(split.train()).isEqualTo(new IndexRange(0, 9_000));
        assertThat(split.test()).isEqualTo(new IndexRange(9_000, 10_000));
        assertThat(Split.parse(split.toString(), 10_000)).isEqualTo(split);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train=0-9000,test=8999-10000|ranges that do not overlap, got train=0-9000 and test=8999-10000",
                "train=5-6,test=0-10|ranges that do not overlap",
                "train=0-9000,test=9000-10001|within the 10000 examples of the data set, got test=9000-10001",
                "train=0-0,test=9000-10000|at least one example in each range, got train=0-0",
                "train=10-5,test=9000-10000|at least one example in each range, got train=10-5",
                "train=0-9000|expected the form train=0-9000,test=9000-10000, got \"train=0-9000\"",
                "train=0-10,train=10-20|one range for train and one for test",
                "train=0-10,valid=10-20|expected the form",
                "train=-1-10,test=10-20|expected the form",
                "train=0-99999999999,test=10-20|expected the form",
                "nonsense|expected the form"
            })
    void a_wrong_split_is_refused_in_a_sentence(String text, String said) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.parse(text, 10_000))
                .withMessageStartingWith("split: ")
                .withMessageContaining(said);
    }
}
