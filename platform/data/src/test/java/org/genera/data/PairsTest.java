package org.genera.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.statistics.DataSetStatistics;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.ImportProgress;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportedSet;
import org.genera.spi.Batch;
import org.genera.spi.DataShape.Image;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DataShape.Pair;
import org.genera.spi.Half;
import org.genera.spi.ValueRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsTest {
    private static final int GREY = 32 * 32;

    private final DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));

    @Test
    void a_pair_and_two_domains_are_told_apart() {
        assertThat(catalogue.card("outlines").orElseThrow().shape())
                .isEqualTo(new Pair(new Image(32, 32, 1), new Image(32, 32, 3)));
        assertThat(catalogue.card("outlines").orElseThrow().aligned()).isTrue();
        assertThat(catalogue.card("textures").orElseThrow().shape().kind()).isEqualTo(Kind.PAIR);
        assertThat(catalogue.card("textures").orElseThrow().aligned()).isFalse();
        assertThat(catalogue.spec(unit("outlines")).aligned()).isTrue();
        assertThat(catalogue.spec(unit("textures")).aligned()).isFalse();
        assertThat(catalogue.spec(unit("textures")).range()).isEqualTo(ValueRange.UNIT);
    }

    @Test
    void an_outline_surrounds_its_filled_shape() {
        Examples pairs = catalogue.examples("outlines", "train", 100);
        for (int i = 0; i < pairs.count(); i++) {
            int insideWithoutColour = 0;
            int bright = 0;
            for (int pixel = 0; pixel < GREY; pixel++) {
                boolean line = pairs.values()[4 * GREY * i + pixel] > 200;
                float mostColour = 0;
                for (int channel = 0; channel < 3; channel++) {
                    mostColour = Math.max(mostColour, pairs.values()[4 * GREY * i + GREY + 3 * pixel + channel]);
                }
                bright += line ? 1 : 0;
                // The middle of the line is the border of the filled shape, so half of its pixel or more is filled.
                insideWithoutColour += line && mostColour < 30 ? 1 : 0;
            }
            assertThat(bright).isGreaterThan(10);
            assertThat(insideWithoutColour).isLessThan(bright / 2);
        }
    }

    @Test
    void pairs_stay_together_in_every_batch() {
        PreparedData data = catalogue.prepare(unit("outlines"), 5);
        Map<Integer, Integer> targetOf = new HashMap<>();
        Batch all = data.trainingSplit();
        for (int i = 0; i < all.count(); i++) {
            targetOf.put(source(all, i, GREY), target(all, i, GREY));
        }
        Batch batch = data.batch(4, 300);
        for (int i = 0; i < batch.count(); i++) {
            assertThat(target(batch, i, GREY)).isEqualTo(targetOf.get(source(batch, i, GREY)));
        }
    }

    @Test
    void unpaired_domains_have_an_order_each_and_an_epoch_visits_all_of_both() {
        PreparedData data = catalogue.prepare(unit("textures"), 5);
        Map<Integer, Integer> beside = new HashMap<>();
        Batch all = data.trainingSplit();
        for (int i = 0; i < all.count(); i++) {
            beside.put(source(all, i, GREY), target(all, i, GREY));
        }
        Set<Integer> sources = new HashSet<>();
        Set<Integer> targets = new HashSet<>();
        int together = 0;
        for (int step = 1; step <= 20; step++) {
            Batch batch = data.batch(step, 250);
            for (int i = 0; i < batch.count(); i++) {
                sources.add(source(batch, i, GREY));
                targets.add(target(batch, i, GREY));
                together += beside.get(source(batch, i, GREY)) == target(batch, i, GREY) ? 1 : 0;
            }
        }
        assertThat(sources).hasSize(5_000);
        assertThat(targets).hasSize(5_000);
        // Two independent orders meet once in an epoch on average.
        assertThat(together).isLessThan(8);
    }

    @Test
    void the_order_of_the_targets_follows_from_the_seed_and_the_step_alone() {
        Batch once = catalogue.prepare(unit("textures"), 5).batch(30, 64);
        PreparedData again = catalogue.prepare(unit("textures"), 5);
        again.batch(1, 64);
        assertThat(again.batch(30, 64).values()).isEqualTo(once.values());
        assertThat(catalogue.prepare(unit("textures"), 6).batch(30, 64).values())
                .isNotEqualTo(once.values());
    }

    @Test
    void both_pictures_of_a_pair_are_scaled() {
        DataSelection symmetric =
                new DataSelection("outlines", "", new Preprocessing(false, Scaling.SYMMETRIC, Binarisation.NONE));
        float[] values = catalogue.prepare(symmetric, 1).test(50).values();
        float[] least = {1, 1};
        float[] most = {-1, -1};
        for (int i = 0; i < values.length; i++) {
            int half = i % (4 * GREY) < GREY ? 0 : 1;
            least[half] = Math.min(least[half], values[i]);
            most[half] = Math.max(most[half], values[i]);
        }
        assertThat(least).containsOnly(2 * 20 / 255f - 1);
        assertThat(most[0]).isBetween(0.95f, 1f);
        assertThat(most[1]).isBetween(0.85f, 0.95f);
    }

    @Test
    void a_split_across_the_border_of_unpaired_domains_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.spec(
                        new DataSelection("textures", "train=0-5500,test=5500-6000", Preprocessing.unit())))
                .withMessage("split: expected ranges within train=0-5000,test=5000-6000 for the two unpaired domains of"
                        + " textures, got train=0-5500,test=5500-6000");
        assertThat(catalogue
                        .spec(new DataSelection("textures", "train=100-200,test=5000-5010", Preprocessing.unit()))
                        .trainingExamples())
                .isEqualTo(100);
    }

    @Test
    void imported_pairs_come_back(@TempDir Path folder) throws Exception {
        for (boolean aligned : new boolean[] {true, false}) {
            Pair shape = new Pair(new Image(1, 2, 1), new Image(1, 1, 3));
            try (DataSetWriter set = new DataSetWriter(folder, "pairs", "", ImportProgress.silent())) {
                set.begin(shape, true);
                set.append(new byte[] {1, 2, 10, 20, 30, 3, 4, 40, 50, 60}, 10);
                ImportSummary pairs =
                        ImportSummary.numbered(new int[0], 1, ImportSummary.Order.AS_READ, "pairs", "two folders");
                set.finish(aligned ? pairs : pairs.unpaired());
            }
            ImportedSet imported = ImportedSet.read(folder);
            assertThat(imported.card().shape()).isEqualTo(shape);
            assertThat(imported.card().aligned()).isEqualTo(aligned);
            assertThat(imported.card().eightBit()).isTrue();
            assertThat(imported.card().classes()).isEqualTo(List.of());
            float[] second = new float[5];
            imported.readAll().copy(1, second, 0);
            assertThat(second).containsExactly(3, 4, 40, 50, 60);
            assertThat(imported.readAll().fingerprint(aligned))
                    .isEqualTo(imported.card().fingerprint());
        }
    }

    @Test
    void a_caption_says_the_size_the_colour_and_the_shape_of_its_picture() {
        DataSetCard card = catalogue.card("captions").orElseThrow();
        Pair shape = (Pair) card.shape();
        assertThat(card.half(Half.FIRST).eightBit()).isTrue();
        assertThat(card.half(Half.FIRST).symbols()).isEmpty();
        assertThat(card.half(Half.SECOND).symbols()).isEqualTo(card.symbols()).startsWith(" ", "a");
        Examples examples = catalogue.examples("captions", "train", 200);
        Set<String> captions = new HashSet<>();
        for (int i = 0; i < examples.count(); i++) {
            float[] pixels = Arrays.copyOfRange(
                    examples.values(),
                    i * shape.size(),
                    i * shape.size() + shape.first().size());
            int red = 0;
            int green = 0;
            int bright = 0;
            for (int pixel = 0; pixel < GREY; pixel++) {
                float most = Math.max(pixels[3 * pixel], Math.max(pixels[3 * pixel + 1], pixels[3 * pixel + 2]));
                bright += most > 128 ? 1 : 0;
                red += pixels[3 * pixel] == most && most > 128 ? 1 : 0;
                green += pixels[3 * pixel + 1] == most && most > 128 ? 1 : 0;
            }
            String caption = caption(examples, i);
            captions.add(caption);
            assertThat(caption).matches("a (small|large) (red|yellow|green|blue|pink) (square|ellipse|triangle|cross)");
            assertThat(caption).endsWith(card.classes().get(examples.labels()[i]));
            if (caption.contains(" red ")) {
                assertThat(red).isEqualTo(bright);
            }
            if (caption.contains(" green ")) {
                assertThat(green).isEqualTo(bright);
            }
            if (caption.matches(".*(square|cross)")) {
                assertThat(bright).isBetween(caption.contains("small") ? 20 : 70, caption.contains("small") ? 90 : 220);
            }
        }
        assertThat(captions).hasSizeGreaterThan(30);
    }

    private String caption(Examples examples, int index) {
        Pair shape = (Pair) examples.shape();
        List<String> letters = catalogue.card("captions").orElseThrow().symbols();
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < examples.lengths()[index]; t++) {
            int at = index * shape.size() + shape.offset(Half.SECOND) + t;
            text.append(letters.get((int) examples.values()[at]));
        }
        return text.toString();
    }

    @Test
    void each_half_of_a_pair_is_prepared_its_own_way() {
        DataSelection captions = new DataSelection(
                "captions",
                "train=0-200,test=5000-5100",
                new Preprocessing(false, Scaling.SYMMETRIC, Binarisation.NONE));
        PreparedData data = catalogue.prepare(captions, 3);
        assertThat(data.spec().ranges()).containsExactly(ValueRange.SYMMETRIC, ValueRange.SYMBOLS);
        Pair shape = (Pair) data.spec().shape();
        Batch batch = data.batch(2, 50);
        assertThat(batch.lengths()).hasSize(50);
        Batch text = batch.half(Half.SECOND, shape);
        for (int i = 0; i < text.count(); i++) {
            for (int t = 0; t < shape.second().size(); t++) {
                float symbol = text.values()[i * shape.second().size() + t];
                assertThat(symbol).isEqualTo(Math.round(symbol)).isBetween(0f, t < text.lengths()[i] ? 25f : 0f);
            }
        }
        assertThat(batch.half(Half.FIRST, shape).values()).contains(2 * 20 / 255f - 1);

        // The same preprocessing, said or left out, gives the same numbers; another one touches its half alone.
        Preprocessing drawn = new Preprocessing(true, Scaling.UNIT, Binarisation.NONE);
        Preprocessing binary = new Preprocessing(false, Scaling.UNIT, Binarisation.THRESHOLD);
        float[] leftOut = outlines(drawn, null).values();
        assertThat(outlines(drawn, drawn).values()).isEqualTo(leftOut);
        Batch other = outlines(drawn, binary);
        Pair pictures = (Pair) catalogue.card("outlines").orElseThrow().shape();
        assertThat(other.half(Half.FIRST, pictures).values())
                .isEqualTo(new Batch(20, leftOut, new int[0])
                        .half(Half.FIRST, pictures)
                        .values());
        assertThat(other.half(Half.SECOND, pictures).values()).containsOnly(0, 1);
    }

    private Batch outlines(Preprocessing first, @Nullable Preprocessing second) {
        return catalogue
                .prepare(new DataSelection("outlines", "train=0-100,test=5000-5020", first, second), 3)
                .test(20);
    }

    @Test
    void a_preprocessing_that_does_not_fit_names_its_half() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        catalogue.spec(new DataSelection("captions", "", Preprocessing.unit(), Preprocessing.unit())))
                .withMessage("secondPreprocessing.scaling: expected none for the second half of captions, whose values"
                        + " are symbols and not numbers, got unit; try none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue.spec(new DataSelection("captions", "", Preprocessing.none())))
                .withMessageStartingWith(
                        "preprocessing.scaling: expected unit, symmetric or standardise for the first");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        catalogue.spec(new DataSelection("glyphs", "", Preprocessing.unit(), Preprocessing.unit())))
                .withMessage(
                        "secondPreprocessing: expected none for glyphs, whose examples are no pairs; leave it out");
    }

    @Test
    void what_is_known_of_captions_is_counted_by_half() {
        DataSetStatistics statistics = catalogue.statistics("captions");
        assertThat(statistics.values())
                .extracting(DataSetStatistics.Distribution::name)
                .containsExactly("red", "green", "blue");
        assertThat(statistics.lengths()).hasSize(1);
        assertThat(statistics.lengths().get(0).train().max()).isEqualTo(23);
        assertThat(statistics.symbols().get(0).name()).isEqualTo(" ");
        // Three blanks in every caption.
        assertThat(statistics.symbols().get(0).train()).isEqualTo(15_000);
    }

    private static int source(Batch batch, int index, int size) {
        int each = batch.values().length / batch.count();
        return Arrays.hashCode(Arrays.copyOfRange(batch.values(), index * each, index * each + size));
    }

    private static int target(Batch batch, int index, int sourceSize) {
        int each = batch.values().length / batch.count();
        return Arrays.hashCode(Arrays.copyOfRange(batch.values(), index * each + sourceSize, (index + 1) * each));
    }

    private static DataSelection unit(String name) {
        return new DataSelection(name, "", Preprocessing.unit());
    }
}
