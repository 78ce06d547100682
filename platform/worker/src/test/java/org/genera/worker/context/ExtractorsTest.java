package org.genera.worker.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.genera.data.DataCatalogue;
import org.genera.data.sets.DataSetCard;
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
        assertThat(entries()).containsExactlyInAnyOrder(Extractors.key(GLYPHS), Extractors.key(GLYPHS) + ".lock");
        // With other steps a second training would give other weights.
        assertThat(nameOf(extractors(FEW_STEPS + 1))).isEqualTo(name);
    }

    @Test
    void who_comes_while_another_trains_waits_and_takes_what_the_other_made() throws Exception {
        Path elsewhere = root.resolve("elsewhere");
        String name = nameOf(extractors(elsewhere, FEW_STEPS));
        CompletableFuture<String> waiting;
        try (LockFile held =
                LockFile.ifFree(root.resolve(Extractors.key(GLYPHS) + ".lock")).orElseThrow()) {
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
            Files.move(elsewhere.resolve(Extractors.key(GLYPHS)), root.resolve(Extractors.key(GLYPHS)));
        }
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(name);
    }

    @Test
    void a_broken_one_is_trained_again() throws Exception {
        String name = nameOf(extractors(FEW_STEPS));
        Path card = root.resolve(Extractors.key(GLYPHS)).resolve("extractor.properties");
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
        assertThat(entries()).containsExactly(Extractors.key(GLYPHS) + ".lock");
    }

    @Test
    void points_have_none_and_cost_nothing() throws Exception {
        assertThat(extractors(FEW_STEPS).of(CATALOGUE.card("ring8").orElseThrow()))
                .isEmpty();
        assertThat(entries()).isEmpty();
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
