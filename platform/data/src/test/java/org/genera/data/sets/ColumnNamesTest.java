package org.genera.data.sets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.data.ImportFixture;
import org.genera.data.readers.DataSources;
import org.genera.data.statistics.DataSetStatistics.Distribution;
import org.genera.data.store.DataSource;
import org.genera.spi.DataShape;
import org.junit.jupiter.api.Test;

/** Names that a table gives its columns, from the file to the card and to the histograms. */
class ColumnNamesTest extends ImportFixture {
    private static final String FLOWERS = "petal length,species,petal width,depth\n1,a,2,3\n4,b,5,6\n7,a,8,9\n";
    private static final String NAMELESS = "1,a,2,3\n4,b,5,6\n7,a,8,9\n";

    @Test
    void the_head_of_a_table_names_all_columns_but_the_label() throws Exception {
        DataSetCard card = table("flowers", FLOWERS, "species");
        assertThat(card.columns()).containsExactly("petal length", "petal width", "depth");
        assertThat(card.classes()).containsExactly("a", "b");
        assertThat(new DataCatalogue(home).card("flowers")).contains(card);
        assertThat(histograms("flowers")).containsExactly("petal length", "petal width", "depth");
    }

    @Test
    void a_table_without_a_head_numbers_its_columns_from_one() throws Exception {
        DataSetCard card = table("nameless", NAMELESS, "2");
        assertThat(card.columns()).isEmpty();
        assertThat(histograms("nameless")).containsExactly("x1", "x2", "x3");
    }

    @Test
    void names_are_no_part_of_the_fingerprint() throws Exception {
        assertThat(table("flowers", FLOWERS, "species").fingerprint())
                .isEqualTo(table("nameless", NAMELESS, "2").fingerprint());
    }

    @Test
    void a_set_that_was_kept_before_names_were_is_read_as_nameless() throws Exception {
        DataSetCard written = table("old", FLOWERS, "species");
        Path properties = home.resolve("old/card.properties");
        Files.write(
                properties,
                Files.readAllLines(properties).stream()
                        .filter(line -> !line.startsWith("column."))
                        .toList());
        DataCatalogue later = new DataCatalogue(home);
        DataSetCard card = later.card("old").orElseThrow();
        assertThat(card.columns()).isEmpty();
        assertThat(card.shape()).isEqualTo(new DataShape.Vector(3));
        assertThat(card.fingerprint()).isEqualTo(written.fingerprint());
        assertThat(later.statistics("old").values())
                .extracting(Distribution::name)
                .containsExactly("x1", "x2", "x3");
    }

    @Test
    void points_of_the_plane_are_called_x_and_y_unless_the_table_knows_better() throws Exception {
        table("plane", "1,2\n3,4\n5,6\n", null);
        assertThat(histograms("plane")).containsExactly("x", "y");
        table("map", "east,north\n1,2\n3,4\n5,6\n", null);
        assertThat(histograms("map")).containsExactly("east", "north");
    }

    @Test
    void names_are_made_different_and_none_is_empty_or_long() {
        assertThat(ColumnNames.inHead(List.of("", "size", "size", " a\tb ", "size", "s".repeat(99))))
                .containsExactly("x1", "size", "size (2)", "a b", "size (3)", "s".repeat(59) + "…");
    }

    @Test
    void names_in_any_script_survive_the_disk() throws Exception {
        List<String> names = List.of("länge in cm", "ширина", "高さ=1:2");
        DataSetCard card = table("scripts", String.join(",", names) + "\n1,2,3\n4,5,6\n7,8,9\n", null);
        assertThat(new DataCatalogue(home).card("scripts").orElseThrow().columns())
                .isEqualTo(card.columns())
                .isEqualTo(names);
    }

    @Test
    void sequences_of_numbers_have_names_and_those_of_symbols_have_none() throws Exception {
        Path walks = write("id,east,north\na,1,2\na,3,4\nb,5,6\nc,7,8\n");
        assertThat(importing("walks", sequences(walks)).columns()).containsExactly("east", "north");
        assertThat(histograms("walks")).containsExactly("east", "north");
        Path days = write("id,weather\na,sun\na,rain\nb,rain\nc,sun\n");
        assertThat(importing("days", sequences(days)).columns()).isEmpty();
    }

    @Test
    void of_a_wide_table_the_first_columns_have_histograms_and_all_have_names() throws Exception {
        StringBuilder text = new StringBuilder("c1");
        for (int i = 2; i <= 70; i++) {
            text.append(",c").append(i);
        }
        text.append(("\n1" + ",2".repeat(69)).repeat(3));
        assertThat(table("wide", text.toString(), null).columns()).hasSize(70).endsWith("c70");
        assertThat(histograms("wide")).hasSize(65).startsWith("c1").endsWith("c64", "all 70 columns");
    }

    private DataSetCard table(String name, String text, String label) throws Exception {
        return importing(name, DataSources.csv(write(text), Optional.ofNullable(label)));
    }

    private List<String> histograms(String name) {
        return catalogue.statistics(name).values().stream()
                .map(Distribution::name)
                .toList();
    }

    private static DataSource sequences(Path table) {
        return DataSources.sequences(table, Optional.of("id"), Optional.empty(), Optional.empty());
    }

    private Path write(String text) throws Exception {
        return Files.writeString(files.resolve("table.csv"), text);
    }
}
