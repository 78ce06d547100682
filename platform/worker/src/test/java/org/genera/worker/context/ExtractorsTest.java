package org.genera.worker.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Division;
import org.genera.data.preparation.Division.Scored;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.evaluation.ClassifierExtractor;
import org.genera.run.home.LockFile;
import org.genera.spi.ModelContext;
import org.genera.views.Cancelled;
import org.genera.worker.process.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractorsTest {
    private static final int FEW_STEPS = 12;
    private static final DataCatalogue CATALOGUE = new DataCatalogue(Path.of("nowhere"));
    private static final DataSetCard GLYPHS = CATALOGUE.card("glyphs").orElseThrow();

    @TempDir
    Path root;

    @Test
    void the_first_trains_and_the_second_opens_what_is_kept() throws Exception {
        String name = nameOf(extractors(FEW_STEPS));
        assertThat(entries()).containsExactlyInAnyOrder(Extractors.ownKey(GLYPHS), Extractors.ownKey(GLYPHS) + ".lock");
        // With other steps a second training would give other weights.
        assertThat(nameOf(extractors(FEW_STEPS + 1))).isEqualTo(name);
    }

    @Test
    void who_comes_while_another_trains_waits_and_takes_what_the_other_made() throws Exception {
        Path elsewhere = root.resolve("elsewhere");
        String name = nameOf(extractors(elsewhere, FEW_STEPS));
        CompletableFuture<String> waiting;
        try (LockFile held = LockFile.ifFree(root.resolve(Extractors.ownKey(GLYPHS) + ".lock"))
                .orElseThrow()) {
            waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return nameOf(extractors(FEW_STEPS + 1));
                } catch (Cancelled e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.sleep(600);
            assertThat(held).isNotNull();
            assertThat(waiting).isNotDone();
            Files.move(elsewhere.resolve(Extractors.ownKey(GLYPHS)), root.resolve(Extractors.ownKey(GLYPHS)));
        }
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(name);
    }

    @Test
    void a_broken_one_is_trained_again() throws Exception {
        String name = nameOf(extractors(FEW_STEPS));
        Path card = root.resolve(Extractors.ownKey(GLYPHS)).resolve("extractor.properties");
        Files.writeString(card, "height=28");
        assertThat(nameOf(extractors(FEW_STEPS))).isEqualTo(name);
        try (ClassifierExtractor opened = ClassifierExtractor.open(ModelContext.cpu(), card.getParent())) {
            assertThat(opened.name()).isEqualTo(name);
        }
    }

    @Test
    void who_is_asked_to_stop_leaves_no_half_of_one() throws Exception {
        Cancellation cancellation = new Cancellation();
        cancellation.ask();
        Extractors extractors = new Extractors(root, CATALOGUE, 0, cancellation, FEW_STEPS);
        assertThatThrownBy(() -> extractors.of(GLYPHS)).isInstanceOf(Cancelled.class);
        assertThat(entries()).containsExactly(Extractors.ownKey(GLYPHS) + ".lock");
    }

    @Test
    void points_have_none_and_cost_nothing() throws Exception {
        assertThat(extractors(FEW_STEPS).of(CATALOGUE.card("ring8").orElseThrow()))
                .isEmpty();
        assertThat(entries()).isEmpty();
    }

    @Test
    void an_experiment_with_the_split_of_the_data_set_has_the_extractor_of_the_data_set() throws Exception {
        String name = nameOf(extractors(FEW_STEPS));
        assertThat(nameOf("", Division.NONE)).isEqualTo(name);
        assertThat(nameOf("test=10000-12000, train=0-10000", new Division(0, Scored.RANDOM)))
                .isEqualTo(name);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void another_split_or_a_share_to_choose_by_has_one_that_all_alike_share() throws Exception {
        Division tenth = new Division(0.1, Scored.RANDOM);
        assertThat(nameOf("train=2000-12000,test=0-2000", Division.NONE)).isNotEqualTo(nameOf("", tenth));
        assertThat(entries()).hasSize(4);
        assertThat(nameOf("", tenth)).isEqualTo(nameOf("train=0-10000,test=10000-12000", tenth));
        assertThat(entries()).hasSize(4);
    }

    @Test
    void it_is_trained_on_nothing_that_models_are_measured_against_and_says_on_what_it_was_tested() throws Exception {
        Division half = new Division(0.5, Scored.RANDOM);
        DataSelection selection = new DataSelection("glyphs", "train=0-400,test=400-500", Preprocessing.unit());
        Set<List<Float>> trained = pictures(CATALOGUE.randomExamples(selection, half, "train", 1_000));
        Set<List<Float>> kept = pictures(CATALOGUE.randomExamples(selection, half, "validation", 1_000));
        assertThat(trained).hasSize(200).doesNotContainAnyElementsOf(kept);
        assertThat(trained)
                .doesNotContainAnyElementsOf(pictures(CATALOGUE.randomExamples(selection, half, "test", 1_000)));
        try (ClassifierExtractor extractor =
                extractors(FEW_STEPS).of(GLYPHS, selection, half).orElseThrow()) {
            assertThat(extractor.testPictures()).isEqualTo(200);
            assertThat(extractor.note()).endsWith(" % right on 200 validation pictures");
        }
    }

    private static Set<List<Float>> pictures(Examples examples) {
        int size = examples.shape().size();
        Set<List<Float>> pictures = new HashSet<>();
        for (int i = 0; i < examples.count(); i++) {
            List<Float> picture = new ArrayList<>();
            for (int j = 0; j < size; j++) {
                picture.add(examples.values()[i * size + j]);
            }
            pictures.add(picture);
        }
        return pictures;
    }

    private String nameOf(String split, Division division) throws Cancelled {
        DataSelection selection = new DataSelection("glyphs", split, Preprocessing.unit());
        try (ClassifierExtractor extractor =
                extractors(FEW_STEPS).of(GLYPHS, selection, division).orElseThrow()) {
            return extractor.name();
        }
    }

    private Extractors extractors(int steps) {
        return extractors(root, steps);
    }

    private static Extractors extractors(Path folder, int steps) {
        return new Extractors(folder, CATALOGUE, 0, new Cancellation(), steps);
    }

    private static String nameOf(Extractors extractors) throws Cancelled {
        try (ClassifierExtractor extractor = extractors.of(GLYPHS).orElseThrow()) {
            return extractor.name();
        }
    }

    private List<String> entries() throws Exception {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(each -> String.valueOf(each.getFileName())).toList();
        }
    }
}
