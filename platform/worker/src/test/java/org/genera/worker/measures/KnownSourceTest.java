package org.genera.worker.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.sets.HiddenMarkovSource;
import org.genera.spi.Batch;
import org.junit.jupiter.api.Test;

class KnownSourceTest {
    private final DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));

    @Test
    void the_textbook_sequence_scores_what_the_textbook_says() {
        Batch days = new Batch(1, new float[] {0, 1, 2, 0, 0}, new int[0], new int[] {3});
        assertThat(KnownSource.nllPerElement(source("fever"), days)).isCloseTo(-Math.log(0.03628) / 3, within(1e-12));
    }

    /** Gibbs' inequality: no other law scores better on average than the one the sequences come from. */
    @Test
    void independent_points_of_the_same_mixture_score_worse_than_the_chain() {
        HiddenMarkovSource chain = source("regimes");
        HiddenMarkovSource forgetful = new HiddenMarkovSource(
                chain.initial(),
                java.util.List.of(chain.initial(), chain.initial(), chain.initial()),
                chain.emission(),
                chain.shortest(),
                chain.longest());
        Batch ways = test("regimes");
        double own = KnownSource.nllPerElement(chain, ways);
        assertThat(KnownSource.nllPerElement(forgetful, ways)).isGreaterThan(own + 0.2);
        // Knowing each state, a point would cost the entropy of its Gaussian: log(2 pi e) + log(s1 s2).
        double knowing = Math.log(2 * Math.PI * Math.E) + (Math.log(0.16) + 2 * Math.log(0.21)) / 3;
        assertThat(own).isBetween(knowing, knowing + 0.6);
    }

    @Test
    void the_source_of_symbols_scores_below_the_entropy_of_independent_symbols() {
        double own = KnownSource.nllPerElement(source("fever"), test("fever"));
        assertThat(own).isBetween(0.9, Math.log(3));
    }

    private HiddenMarkovSource source(String name) {
        return catalogue.card(name).orElseThrow().density().chain().orElseThrow();
    }

    private Batch test(String name) {
        return catalogue
                .prepare(new DataSelection(name, "", Preprocessing.none()), 1)
                .test(2_000);
    }
}
