package org.genera.worker.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.sets.DataSetCard;
import org.genera.evaluation.PictureExtractor;
import org.genera.run.sight.Answer;
import org.genera.run.sight.Answer.Course;
import org.genera.run.sight.SeenMeasure;
import org.genera.run.spec.Protocol;
import org.genera.worker.context.Extractors;
import org.genera.worker.measures.ExampleMeasures;
import org.genera.worker.process.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the measures must see, and what they are known to be blind to. */
class StudyTest {
    private static final int SAMPLES = 500;

    @TempDir
    static Path folder;

    @Test
    void measures_of_points_see_what_they_must_and_are_blind_where_they_are_known_to_be() throws Exception {
        Seen ring = study("ring8", Optional.empty(), 4_000, Set.of());
        for (String distance : List.of("frechetDistance", "mmdSquared", "slicedWasserstein")) {
            ring.is(distance, "noise", Course.RISES);
            ring.is(distance, "shift", Course.RISES);
            ring.is(distance, "missing", Course.RISES);
            // Ten points lie like the whole ring now and then.
            assertThat(ring.answer(distance, "copies").course()).isNotIn(Course.BLIND, Course.FALLS);
            ring.is(distance, "memorised", Course.BLIND);
            // The deviation of a mode is a hundredth of the data's.
            ring.is(distance, "shrinking", Course.BLIND);
        }
        ring.is("precision", "noise", Course.FALLS);
        ring.is("precision", "missing", Course.BLIND);
        ring.is("precision", "memorised", Course.BLIND);
        ring.is("recall", "missing", Course.FALLS);
        ring.is("recall", "shrinking", Course.FALLS);
        // Samples that are everywhere reach every real example.
        assertThat(ring.answer("recall", "noise").course()).isNotEqualTo(Course.FALLS);
        ring.is("coverage", "missing", Course.FALLS);
        ring.is("coverage", "copies", Course.FALLS);
        ring.is("coverage", "noise", Course.FALLS);
        ring.is("modesRecovered", "missing", Course.FALLS);
        ring.is("highQuality", "noise", Course.FALLS);
        ring.is("highQuality", "missing", Course.BLIND);
        ring.is("reverseKlOfModes", "missing", Course.RISES);
        ring.is("nearTraining", "memorised", Course.RISES);
        ring.is("nearTraining", "missing", Course.BLIND);
        assertThat(last(ring.answer("nearTraining", "memorised"))).isEqualTo(100);
        assertThat(ring.measure("frechetDistance").says())
                .startsWith("Blind to")
                .contains("memorised");
    }

    @Test
    void measures_of_pictures_too() throws Exception {
        DataCatalogue catalogue = new DataCatalogue(folder.resolve("data"));
        Extractors extractors = new Extractors(folder.resolve("extractors"), catalogue, 0, new Cancellation(), 80);
        Seen glyphs = study(
                "glyphs",
                extractors.of(catalogue.card("glyphs").orElseThrow()),
                4_000,
                Set.of("noise", "missing", "copies", "memorised"));
        for (String distance : List.of("classifierFrechet", "classifierKernel", "mmdSquared", "slicedWasserstein")) {
            glyphs.is(distance, "noise", Course.RISES);
            glyphs.is(distance, "missing", Course.RISES);
            glyphs.is(distance, "copies", Course.RISES);
        }
        glyphs.is("classifierFrechet", "memorised", Course.BLIND);
        glyphs.is("precision", "noise", Course.FALLS);
        glyphs.is("precision", "missing", Course.BLIND);
        glyphs.is("recall", "missing", Course.FALLS);
        glyphs.is("coverage", "copies", Course.FALLS);
        glyphs.is("classImbalance", "missing", Course.RISES);
        glyphs.is("classifierInceptionScore", "missing", Course.FALLS);
        // It never looks at real pictures, nor twice at the same class.
        glyphs.is("classifierInceptionScore", "memorised", Course.BLIND);
        glyphs.is("nearTraining", "memorised", Course.RISES);
        assertThat(last(glyphs.answer("nearTraining", "memorised"))).isEqualTo(100);
    }

    private static double last(Answer answer) {
        return Courses.mean(answer.values().get(answer.values().size() - 1));
    }

    /** @param damages empty for all */
    private static Seen study(
            String dataSet, Optional<? extends PictureExtractor> extractor, int training, Set<String> damages)
            throws Exception {
        DataCatalogue catalogue = new DataCatalogue(folder.resolve("data"));
        DataSetCard card = catalogue.card(dataSet).orElseThrow();
        Preprocessing preprocessing = card.eightBit() ? Preprocessing.unit() : Preprocessing.none();
        PreparedData data = catalogue.prepare(
                new DataSelection(dataSet, "", preprocessing), Protocol.usual().division(), 1);
        RealExamples examples =
                RealExamples.of(card.shape(), card.classes().size(), data.trainingChoice(training), SAMPLES);
        List<Damaging> studied = Study.damages(examples).stream()
                .filter(each ->
                        damages.isEmpty() || damages.contains(each.damage().name()))
                .toList();
        try (ExampleMeasures measures = new ExampleMeasures(
                data,
                preprocessing,
                extractor,
                data.scored(SAMPLES),
                examples.seen(),
                examples.fresh().take(IntStream.range(0, SAMPLES).toArray()))) {
            int[] told = new int[2];
            Study study = new Study(examples, measures, studied, new Cancellation(), (done, all) -> {
                told[0]++;
                assertThat(done).isEqualTo(told[0]);
                told[1] = all;
            });
            Seen seen = new Seen(study.measures());
            assertThat(told[0]).isEqualTo(told[1]);
            study.examples().forEach((damage, shown) -> {
                assertThat(shown.values()).hasSize(1 + strengths(study, damage));
                assertThat(shown.values().get(0)).hasSize(shown.count() * examples.size());
            });
            return seen;
        }
    }

    private static int strengths(Study study, String name) {
        return study.studied().stream()
                .filter(each -> each.name().equals(name))
                .mapToInt(each -> each.strengths().size())
                .sum();
    }

    private record Seen(List<SeenMeasure> measures) {
        SeenMeasure measure(String name) {
            return measures.stream()
                    .filter(each -> each.metric().name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " is not among "
                            + measures.stream()
                                    .map(each -> each.metric().name())
                                    .collect(Collectors.joining(", "))));
        }

        Answer answer(String measure, String damage) {
            return measure(measure).answers().stream()
                    .filter(each -> each.damage().equals(damage))
                    .findFirst()
                    .orElseThrow();
        }

        void is(String measure, String damage, Course course) {
            assertThat(answer(measure, damage).course())
                    .as(
                            "%s under %s: %s, undamaged %s, by chance %s",
                            measure,
                            damage,
                            answer(measure, damage).values(),
                            Courses.mean(measure(measure).undamaged()),
                            measure(measure).chance())
                    .isEqualTo(course);
        }
    }
}
