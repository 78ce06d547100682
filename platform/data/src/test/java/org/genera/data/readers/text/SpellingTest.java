package org.genera.data.readers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    @Test
    void symbols_of_one_letter_are_written_letter_by_letter_others_word_by_word() {
        assertThat(new Spelling(List.of(" ", "a", "b"), 4).numbers(" a b\n")).containsExactly(1, 0, 2);
        assertThat(new Spelling(List.of("a", "red", "cross"), 4).numbers("a  red cross a"))
                .containsExactly(0, 1, 2, 0);
    }

    @Test
    void what_cannot_be_written_is_told_with_what_can() {
        Spelling words = new Spelling(List.of("red", "cross"), 3);
        assertThatThrownBy(() -> words.numbers("Red cross"))
                .hasMessage("expected the symbols \"red\" \"cross\", got \"Red\"");
        assertThatThrownBy(() -> words.numbers("red red red cross"))
                .hasMessage("expected 1 to 3 symbols, with blanks between them, got 4");
        assertThatThrownBy(() -> words.numbers(" ")).hasMessageEndingWith("got 0");
    }
}
