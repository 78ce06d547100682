package org.genera.data.readers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.genera.data.ImportFixture;
import org.genera.data.readers.DataSources;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.statistics.DataSetStatistics;
import org.genera.data.statistics.DataSetStatistics.Tally;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportProgress;
import org.genera.spi.DataShape;
import org.junit.jupiter.api.Test;

class SequenceImportTest extends ImportFixture {

    @Test
    void each_line_is_a_sequence_of_words_in_natural_order() throws Exception {
        Path text = file("weather.txt", "walk shop clean\nshop\nwalk walk\n\n");
        DataSetCard card = catalogue.importSet("w", text(text), "train=0-2,test=2-3", ImportProgress.silent());
        assertThat(card.shape()).isEqualTo(DataShape.Sequence.ofSymbols(3, 3));
        assertThat(card.summary()).isEqualTo("3 sequences of 1 to 3 symbols out of 3, imported from weather.txt.");
        Examples train = catalogue.examples("w", "train", 10);
        // clean 0, shop 1, walk 2
        assertThat(train.values()).containsExactly(2, 1, 0, 1, 0, 0);
        assertThat(train.lengths()).containsExactly(3, 1);
        assertThat(catalogue.examples("w", "test", 10).values()).containsExactly(2, 2, 0);
        DataSetStatistics statistics = catalogue.statistics("w");
        assertThat(statistics.symbols())
                .containsExactly(new Tally("clean", 1, 0), new Tally("shop", 2, 0), new Tally("walk", 1, 2));
        assertThat(statistics.lengths().get(0).train().counts()).containsExactly(1L, 0L, 1L);
        assertThat(statistics.values()).isEmpty();
    }

    @Test
    void lines_without_blanks_are_made_of_characters() throws Exception {
        Path text = files.resolve("dna.txt.gz");
        try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(text))) {
            output.write("ACGT\nAC\r\nGATTACA\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(importing("dna", text(text)).shape()).isEqualTo(DataShape.Sequence.ofSymbols(7, 4));
        DataSource forced = DataSources.sequences(
                file("said.txt", "a b\nc\n"), Optional.empty(), Optional.empty(), Optional.of(SymbolKind.CHARACTERS));
        assertThat(importing("said", forced).shape()).isEqualTo(DataShape.Sequence.ofSymbols(3, 4));
    }

    @Test
    void rows_with_one_name_are_one_sequence_wherever_they_stand() throws Exception {
        Path table = file("walks.csv", "id,x,y,kind\na,1,2,left\nb,5,6,right\na,3,4,left\nc,7,8,left\n");
        DataSource source = DataSources.sequences(table, Optional.of("id"), Optional.of("kind"), Optional.empty());
        DataSetCard card = catalogue.importSet("walks", source, "train=0-2,test=2-3", ImportProgress.silent());
        assertThat(card.shape()).isEqualTo(DataShape.Sequence.ofVectors(2, 2));
        assertThat(card.classes()).containsExactly("left", "right");
        Examples train = catalogue.examples("walks", "train", 10);
        assertThat(train.values()).containsExactly(1, 2, 3, 4, 5, 6, 0, 0);
        assertThat(train.lengths()).containsExactly(2, 1);
        assertThat(train.labels()).containsExactly(0, 1);
        DataSetStatistics.Distribution x =
                catalogue.statistics("walks").values().get(0);
        // The zeros behind the end of b do not count.
        assertThat(x.train().min()).isEqualTo(1);
        assertThat(x.train().mean()).isEqualTo(3);
    }

    @Test
    void words_in_a_table_are_symbols_and_numbers_where_the_user_says_so() throws Exception {
        Path words = file("words.csv", "s,what\n1,sun\n1,rain\n2,sun\n2,snow\n");
        assertThat(importing("words", table(words, "s", Optional.empty())).shape())
                .isEqualTo(DataShape.Sequence.ofSymbols(2, 3));
        Path numbers = file("numbers.csv", "s,o\n1,0\n1,2\n2,1\n2,10\n");
        assertThat(importing("real", table(numbers, "s", Optional.empty())).shape())
                .isEqualTo(DataShape.Sequence.ofVectors(2, 1));
        DataSource symbols = table(numbers, "1", Optional.of(SymbolKind.WORDS));
        assertThat(catalogue
                        .importSet("symbols", symbols, "train=0-1,test=1-2", ImportProgress.silent())
                        .shape())
                .isEqualTo(DataShape.Sequence.ofSymbols(2, 4));
        assertThat(catalogue.examples("symbols", "test", 1).values()).containsExactly(1, 3);
    }

    @Test
    void text_that_holds_no_sequences_is_refused_in_a_sentence() throws Exception {
        refused(
                text(file("gap.txt", "a b\n\nc d\n")),
                "at least one symbol in each line, got none in line 2 of gap.txt");
        refused(text(file("one.txt", "a b\n")), "at least 2, one in each line, got 1 in one.txt");
        refused(text(file("none.txt", "")), "got 0 in none.txt");
        refused(text(file("long.txt", "x ".repeat(65_537) + "\nx\n")), "at most 65536 elements");
        refused(text(file("line.txt", "x".repeat((1 << 20) + 1))), "got a longer one, line 1 of line.txt");
        String words = IntStream.range(0, 1_001).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        refused(
                text(file("words.txt", words + "\na\n")),
                "at most 1000 different symbols, got more words in words.txt");
        refused(text(Files.write(files.resolve("latin.txt"), new byte[] {'a', (byte) 0xE4, '\n'})), "text in UTF-8");
        refused(text(file("zero.txt", "ab\0c\n")), "got a zero byte in line 1");
        refused(text(Files.write(files.resolve("cut.txt.gz"), new byte[] {0x1F, (byte) 0x8B, 8})), "cut.txt.gz");
        // 20,000 sequences of which one is long: 20,000 x 60,000 x 4 bytes once they are filled up.
        refused(
                text(file("padded.txt", "x".repeat(60_000) + "\n" + "x\n".repeat(20_000))),
                "where the longest has 60000");
    }

    @Test
    void a_table_that_holds_no_sequences_is_refused_in_a_sentence() throws Exception {
        refused(table(file("t.csv", "id,x\na,1\na,z\n"), "id"), "got \"z\" in line 3, column 2 (x) of t.csv");
        refused(table(file("t.csv", "id,x\na,1\n,2\n"), "id"), "got an empty cell in line 3 of t.csv");
        refused(table(file("t.csv", "id,x\na,1\nb,1,2\n"), "id"), "expected 2 columns as in the first row, got 3");
        refused(table(file("t.csv", "id,x\na,1\nb,2\n"), "name"), "one of the columns id, x, got \"name\"");
        refused(table(file("t.csv", "id\na\nb\n"), "id"), "a column of values beside");
        refused(
                DataSources.sequences(
                        file("t.csv", "id,x,k\na,1,p\na,2,q\n"), Optional.of("id"), Optional.of("k"), Optional.empty()),
                "one label for the whole sequence a, got \"q\" after another in line 3");
        refused(
                table(file("t.csv", "id,x,y\na,1,2\nb,2,3\n"), "id", Optional.of(SymbolKind.WORDS)),
                "one column of them beside the sequence column, got 2");
        StringBuilder many = new StringBuilder("id,x\n");
        IntStream.range(0, 1_001).forEach(i -> many.append("a,w").append(i).append('\n'));
        refused(table(file("t.csv", many.toString()), "id"), "at most 1000 different symbols");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSources.sequences(
                        files.resolve("t.csv"), Optional.empty(), Optional.empty(), Optional.empty()))
                .withMessageContaining("such as --sequence id");
    }

    private static DataSource text(Path file) {
        return DataSources.sequences(file, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static DataSource table(Path file, String column) {
        return table(file, column, Optional.empty());
    }

    private static DataSource table(Path file, String column, Optional<SymbolKind> symbols) {
        return DataSources.sequences(file, Optional.of(column), Optional.empty(), symbols);
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(files.resolve(name), text);
    }
}
