package org.genera.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Arrays;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCatalogueTest {
    private final DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));

    @Test
    void built_in_sets_are_there_without_a_folder() {
        assertThat(catalogue.cards())
                .extracting(DataSetCard::name)
                .containsExactly(
                        "ring8",
                        "grid25",
                        "two-moons",
                        "swiss-roll",
                        "checkerboard",
                        "glyphs",
                        "shapes",
                        "outlines",
                        "textures",
                        "captions",
                        "fever",
                        "regimes");
        assertThat(catalogue.cards()).allMatch(card -> card.fingerprint().matches("[0-9a-f]{64}"));
    }

    @Test
    void a_specification_needs_no_examples_and_agrees_with_the_prepared_data() {
        DataSelection selection = new DataSelection(
                "glyphs", "train=0-500,test=600-700", new Preprocessing(false, Scaling.UNIT, Binarisation.DYNAMIC));
        DataSpec spec = catalogue.spec(selection);
        assertThat(spec).isEqualTo(new DataSpec(new DataShape.Image(28, 28, 1), ValueRange.BINARY, 10, 500));
        PreparedData data = catalogue.prepare(selection, 1);
        assertThat(data.spec()).isEqualTo(spec);
        assertThat(data.trainingSplit().count()).isEqualTo(500);
        assertThat(data.test(1_000).labels()[0]).isZero();
        assertThat(data.test(1_000).count()).isEqualTo(100);
    }

    @Test
    void random_examples_keep_their_labels_and_come_in_an_order_that_knows_no_classes() {
        Examples few = catalogue.randomExamples("glyphs", "test", 50);
        Examples all = catalogue.randomExamples("glyphs", "test", 1_000_000);
        Examples inOrder = catalogue.examples("glyphs", "test", 2_000);
        assertThat(few.count()).isEqualTo(50);
        assertThat(all.count()).isEqualTo(2_000);
        assertThat(few.values()).isEqualTo(Arrays.copyOf(all.values(), 50 * 784));
        assertThat(few.labels()).isNotEqualTo(Arrays.copyOf(inOrder.labels(), 50));
        assertThat(Arrays.stream(all.labels()).sorted().toArray())
                .isEqualTo(Arrays.stream(inOrder.labels()).sorted().toArray());
        int same = 0;
        while (!Arrays.equals(
                Arrays.copyOf(few.values(), 784), 0, 784, inOrder.values(), same * 784, same * 784 + 784)) {
            same++;
        }
        assertThat(few.labels()[0]).isEqualTo(inOrder.labels()[same]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing||false|NONE|NONE|dataSet: expected a data set that is here, got \"nothing\"; there are ring8, grid25, two-moons, swiss-roll, checkerboard, glyphs, shapes, outlines, textures, captions, fever, regimes",
                "../ring8||false|NONE|NONE|got \"../ring8\"",
                "ring8|train=0-10001,test=1-2|false|NONE|NONE|split: expected ranges within the 10000 examples",
                "ring8||false|UNIT|NONE|preprocessing.scaling: expected none or standardise for ring8, whose values are coordinates, got unit; try none",
                "ring8||false|SYMMETRIC|NONE|got symmetric; try none",
                "ring8||true|STANDARDISE|NONE|preprocessing.dequantise: expected false for ring8",
                "ring8||false|UNIT|DYNAMIC|preprocessing.binarisation: expected none for ring8, whose values are coordinates, got dynamic",
                "glyphs||false|NONE|NONE|preprocessing.scaling: expected unit, symmetric or standardise for glyphs, whose values are stored as 0 to 255, got none; try unit"
            })
    void a_selection_that_makes_no_sense_is_refused_in_a_sentence(
            String name, String split, boolean dequantise, Scaling scaling, Binarisation binarisation, String said) {
        DataSelection selection = new DataSelection(
                name, split == null ? "" : split, new Preprocessing(dequantise, scaling, binarisation));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.spec(selection))
                .withMessageContaining(said);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.prepare(selection, 1))
                .withMessageContaining(said);
    }

    @Test
    void examples_are_those_of_the_split_as_they_are_stored() {
        Examples test = catalogue.examples("glyphs", "test", 1_000_000);
        assertThat(test.count()).isEqualTo(2_000);
        assertThat(test.values()).hasSize(2_000 * 784);
        for (float value : catalogue.examples("glyphs", "test", 20).values()) {
            assertThat((double) value).isBetween(0.0, 255.0).isEqualTo(Math.rint(value));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.examples("glyphs", "validation", 1))
                .withMessage("split: expected train or test, got \"validation\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.examples("glyphs", "test", 0))
                .withMessage("count: expected at least 1 example, got 0");
    }

    @Test
    void a_built_in_set_stays() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.remove("ring8"))
                .withMessageContaining("which is built in");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.remove("nothing"))
                .withMessageContaining("got \"nothing\"");
    }
}
