package org.genera.worker.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.data.sets.DataSetCard;
import org.genera.evaluation.ClassifierExtractor;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.spec.Protocol;
import org.genera.worker.RunForTest;
import org.genera.worker.context.Extractors;
import org.genera.worker.process.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureMeasuresTest {
    private static final Protocol PROTOCOL = new Protocol(1, 16, 2, 100, 200, 1, 5);

    @TempDir
    Path folder;

    @Test
    void pictures_are_measured_through_the_eyes_of_a_classifier_that_is_named() throws Exception {
        RunForTest run = run(new Preprocessing(true, Scaling.SYMMETRIC, Binarisation.NONE));
        String name = extractorInPlace(run);
        assertThat(run.train()).isZero();

        assertThat(run.events(JournalEvent.Phase.class))
                .extracting(JournalEvent.Phase::phase)
                .startsWith("preparing the evaluation", "training");
        for (JournalEvent.Evaluated evaluated : run.events(JournalEvent.Evaluated.class)) {
            assertThat(names(evaluated))
                    .contains(
                            "slicedWasserstein",
                            "classifierFrechet",
                            "classifierKernel",
                            "precision",
                            "recall",
                            "density",
                            "coverage",
                            "classifierInceptionScore",
                            "classImbalance");
            Measurement frechet = measurement(evaluated, "classifierFrechet");
            // A diagonal Gaussian over pixels draws noise.
            assertThat(frechet.value()).isGreaterThan(10 * reached(frechet));
            assertThat(frechet.detail()).contains("% right on 2,000 test");
            assertThat(frechet.context().extractor()).isEqualTo(name);
            assertThat(frechet.context().samples()).isEqualTo(100);
            assertThat(frechet.context().references()).isEqualTo(200);
            assertThat(frechet.context().sampler()).isEqualTo("Exact");
            assertThat(frechet.context().ratioToCeiling(frechet.value())).isGreaterThan(10);
            assertThat(measurement(evaluated, "coverage").value())
                    .isLessThan(reached(measurement(evaluated, "coverage")));
            assertThat(measurement(evaluated, "classifierInceptionScore").value())
                    .isBetween(1.0, 10.0);
            assertThat(measurement(evaluated, "classImbalance").value()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void pictures_whose_levels_are_lost_are_not() throws Exception {
        RunForTest run = run(new Preprocessing(false, Scaling.STANDARDISE, Binarisation.NONE));
        assertThat(run.train()).isZero();
        assertThat(names(run.events(JournalEvent.Evaluated.class).get(0)))
                .contains("slicedWasserstein")
                .doesNotContain("classifierFrechet", "coverage");
        assertThat(run.home().extractors()).doesNotExist();
    }

    private RunForTest run(Preprocessing preprocessing) throws Exception {
        return RunForTest.of(
                folder,
                "minibatch",
                new DataSelection("glyphs", "", preprocessing),
                RunForTest.steps(6),
                PROTOCOL,
                Map.of());
    }

    /** A hasty one, so that the run finds it instead of training a good one. */
    private static String extractorInPlace(RunForTest run) throws Exception {
        DataCatalogue catalogue = new DataCatalogue(run.home().data());
        DataSetCard card = catalogue.card("glyphs").orElseThrow();
        try (ClassifierExtractor extractor = new Extractors(
                        run.home().extractors(), catalogue, 0, new Cancellation(), 100)
                .of(card)
                .orElseThrow()) {
            return extractor.name();
        }
    }

    private static List<String> names(JournalEvent.Evaluated evaluated) {
        return evaluated.measurements().stream()
                .map(each -> each.metric().name())
                .toList();
    }

    private static Measurement measurement(JournalEvent.Evaluated evaluated, String metric) {
        return evaluated.measurements().stream()
                .filter(each -> each.metric().name().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    /** What training pictures score in place of samples. */
    private static double reached(Measurement measurement) {
        return Objects.requireNonNull(measurement.context().ceiling()).value();
    }
}
