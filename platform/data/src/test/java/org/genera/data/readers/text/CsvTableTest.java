package org.genera.data.readers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.data.ImportFixture;
import org.genera.data.readers.DataFormat;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.arrays.IdxBytes;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportProgress;
import org.genera.spi.DataShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest extends ImportFixture {
    private static final String IN_ORDER = "train=0-2,test=2-3";

    @Test
    void a_head_is_found_and_the_words_of_the_label_become_classes() {
        String text = "length,kind,width\r\n1.5,rose,-2e3\r\n\r\n.5,iris,7\r\n+3.,rose,0\r\n";
        DataSetCard card = inOrder("flowers", text, "kind");
        assertThat(card.shape()).isEqualTo(new DataShape.Vector(2));
        assertThat(card.classes()).containsExactly("iris", "rose");
        assertThat(card.summary()).isEqualTo("3 rows of 2 numbers in 2 classes, imported from table.csv.");
        Examples train = catalogue.examples("flowers", "train", 2);
        assertThat(train.values()).containsExactly(1.5f, -2000, 0.5f, 7);
        assertThat(train.labels()).containsExactly(1, 0);
        assertThat(catalogue.examples("flowers", "test", 1).values()).containsExactly(3, 0);
        assertThat(new DataCatalogue(home).card("flowers")).contains(card);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,x\\n3,4,y\\n5,6,x|3",
                "1;2;x\\n3;4;y\\n5;6;x|3",
                "1\\t2\\tx\\n3\\t4\\ty\\n5\\t6\\tx\\n|3",
                "a,b,c\\n1,2,10\\n3,4,9\\n5,6,10|c",
                "\"label, its\",0,1\\n\"x\"\"y\",1,2\\nb,3,4\\n\"x\"\"y\",5,6|label, its",
                "\uFEFFlabel,0,1\\n7,1,2\\n3,3,4\\n7,5,6|label",
                "0,1,label\\n1,2,b\\n3,4,c\\n5,6,b|label"
            })
    void dialects_are_understood(String text, String label) {
        DataSetCard card = inOrder("table", text.replace("\\n", "\n").replace("\\t", "\t"), label);
        Examples train = catalogue.examples("table", "train", 2);
        assertThat(train.values()).containsExactly(1, 2, 3, 4);
        assertThat(card.classes()).hasSize(2);
        assertThat(train.labels()[0]).isNotEqualTo(train.labels()[1]);
    }

    @Test
    void a_table_without_head_and_label_is_numbers_alone() {
        DataSetCard card = inOrder("plain", "1,2\n3,4\n5,6\n", null);
        assertThat(card.classes()).isEmpty();
        assertThat(catalogue.examples("plain", "test", 1).values()).containsExactly(5, 6);
    }

    @Test
    void without_a_split_sorted_classes_are_mixed() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            text.append(i).append(',').append(i < 50 ? "a" : "b").append('\n');
        }
        DataSource source = DataSources.csv(write(text.toString()), Optional.of("2"));
        importing("sorted", source);
        Examples test = catalogue.examples("sorted", "test", 10);
        assertThat(Arrays.stream(test.labels()).distinct().count()).isEqualTo(2);
        for (int i = 0; i < 10; i++) {
            assertThat(test.labels()[i]).isEqualTo(test.values()[i] < 50 ? 0 : 1);
        }
    }

    @Test
    void a_gzipped_table_is_the_same_table() {
        String text = "x,y\n1,2\n3,4\n5,6\n";
        Path zipped =
                IdxBytes.write(files.resolve("table.csv.gz"), IdxBytes.gzip(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(DataFormat.of(zipped)).contains(DataFormat.CSV);
        assertThat(importing("zipped", DataSources.csv(zipped, Optional.empty()))
                        .fingerprint())
                .isEqualTo(importing("plain", DataSources.csv(write(text), Optional.empty()))
                        .fingerprint());
    }

    @Test
    void bad_tables_are_refused_with_line_and_column() throws Exception {
        refused(table("", null), "expected at least 2 rows of numbers, got none in table.csv");
        refused(table("1,2\n", null), "got 1 row");
        refused(table("a,b\n1,2\n3\n", null), "expected 2 columns as in the first row, got 1 in line 3");
        refused(
                table("a,b\n1,2\n3,heavy\n", null),
                "got \"heavy\" in line 3, column 2 (b) of table.csv; if that column is the label, say --label b");
        refused(table("a,b\n1,2\n\n\n3,\n", null), "got an empty cell in line 5, column 2 (b)");
        refused(table("a,b\n1,2\n3,NaN\n", null), "got \"NaN\" in line 3");
        refused(table("a,b\n1,2\n3,Infinity\n", null), "got \"Infinity\" in line 3");
        refused(table("a,b\n1,2\n3,1e99\n", null), "got \"1e99\" in line 3");
        refused(table("a,b\n1,2\n3,0x1p3\n", null), "got \"0x1p3\" in line 3");
        refused(table("a,b\n1,2\n3,4\n", "c"), "expected one of the columns a, b, got \"c\"");
        refused(table("1,2\n3,4\n", "3"), "the number of a column from 1 to 2, since the table names none, got \"3\"");
        refused(table("a\n1\n2\n", "a"), "expected a column of numbers beside the label column, got none");
        refused(table("a,b\n1,x\n2,\n", "b"), "expected a label, got an empty cell in line 3");
        refused(table("a,b\n1,\"x\n2,3\n" + "4,5\n".repeat(5_000), "b"), "is a quote left open");
        refused(table("x".repeat(20_000), null), "expected cells of at most 10000 characters");
    }

    @Test
    void what_is_no_text_or_no_label_is_refused() throws Exception {
        Path binary =
                IdxBytes.write(files.resolve("binary.csv"), new byte[] {'1', ',', (byte) 0xFF, (byte) 0xFE, '\n'});
        refused(DataSources.csv(binary, Optional.empty()), "expected text in UTF-8, got other bytes near line 1");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1_001; i++) {
            many.append("1,").append(i / 7.0).append('\n');
        }
        refused(table(many.toString(), "2"), "expected at most 1000 different values in the column 2, got more");
        refused(DataSources.csv(files.resolve("gone.csv"), Optional.empty()), "gone.csv, which is not one");
    }

    private DataSetCard inOrder(String name, String text, String label) {
        return catalogue.importSet(name, table(text, label), IN_ORDER, ImportProgress.silent());
    }

    private DataSource table(String text, String label) {
        return DataSources.csv(write(text), Optional.ofNullable(label));
    }

    private Path write(String text) {
        return IdxBytes.write(files.resolve("table.csv"), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void quotes_take_time_by_their_number_and_not_by_its_square() throws Exception {
        String doubled = "\"" + "\"\"".repeat(1_000_000) + "\"";
        String behind = "x" + "\"".repeat(9_000);
        Path field = Files.writeString(files.resolve("field.csv"), doubled + ",1\n2,3\n");
        Path cells = Files.writeString(files.resolve("cells.csv"), (behind + ",").repeat(400) + "1\n2,3\n");

        assertTimeout(Duration.ofSeconds(5), () -> {
            refused(DataSources.csv(field, Optional.empty()), "cells of at most 10000 characters");
            refused(DataSources.csv(cells, Optional.empty()), "got ");
        });
    }

    @Test
    void more_columns_than_any_table_has_are_refused_and_many_are_read() throws Exception {
        Path wide = Files.writeString(files.resolve("wide.csv"), "1" + ",2".repeat(100_001) + "\n");
        refused(DataSources.csv(wide, Optional.empty()), "at most 100000 columns");

        Path many = Files.writeString(
                files.resolve("many.csv"),
                "a" + ",a".repeat(19_999) + "\n" + ("1" + ",2".repeat(19_999) + "\n").repeat(3));
        DataSetCard card =
                assertTimeout(Duration.ofSeconds(10), () -> importing("many", DataSources.csv(many, Optional.empty())));
        assertThat(card.shape()).isEqualTo(new DataShape.Vector(20_000));
    }
}
