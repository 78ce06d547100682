package org.genera.worker.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.genera.run.sight.Answer;
import org.genera.run.sight.Answer.Course;
import org.genera.run.sight.Damage;
import org.genera.spi.Metric;
import org.junit.jupiter.api.Test;

class CoursesTest {
    private static final List<Double> STRENGTHS = List.of(1.0, 2.0, 4.0);
    private static final List<Double> UNDAMAGED = List.of(10.0, 10.1, 9.9, 10.05, 9.95);

    @Test
    void what_chance_explains_is_blindness() {
        Answer answer = answer(10.1, 9.9, 10.2);
        assertThat(answer.course()).isEqualTo(Course.BLIND);
        assertThat(answer.seenFrom()).isNull();
    }

    @Test
    void a_way_up_or_down_that_chance_alone_interrupts_is_steady() {
        assertThat(answer(10.5, 12, 11.9).course()).isEqualTo(Course.RISES);
        assertThat(answer(10.5, 12, 11.9).seenFrom()).isEqualTo(1);
        assertThat(answer(10.1, 8, 3).course()).isEqualTo(Course.FALLS);
        assertThat(answer(10.1, 8, 3).seenFrom()).isEqualTo(2);
    }

    @Test
    void there_and_back_is_not() {
        assertThat(answer(12, 10.1, 12).course()).isEqualTo(Course.UNSTEADY);
        assertThat(answer(12, 13, 10).course()).isEqualTo(Course.UNSTEADY);
        assertThat(answer(12, 13, 10).seenFrom()).isNull();
        assertThat(answer(8, 20, 30).course()).isEqualTo(Course.UNSTEADY);
    }

    /** Their mean is far from undamaged examples, as the mean of so few may be; one repeat is not. */
    @Test
    void values_that_a_damage_scatters_are_not_seen_but_where_all_go_one_way() {
        Answer scattered = Courses.answer(
                "copies",
                STRENGTHS,
                List.of(List.of(10.0, 10.1, 9.9), List.of(13.0, 10.1, 9.0), List.of(14.0, 12.0, 8.0)),
                UNDAMAGED,
                Courses.chance(UNDAMAGED, 0));
        assertThat(scattered.course()).isEqualTo(Course.UNSTEADY);
        assertThat(scattered.seenFrom()).isNull();
        Answer oneWay = Courses.answer(
                "copies",
                STRENGTHS,
                List.of(List.of(10.0, 10.1, 9.9), List.of(13.0, 10.1, 11.0), List.of(14.0, 25.0, 11.0)),
                UNDAMAGED,
                Courses.chance(UNDAMAGED, 0));
        assertThat(oneWay.course()).isEqualTo(Course.RISES);
        assertThat(oneWay.seenFrom()).isEqualTo(4);
    }

    @Test
    void what_is_no_number_is_seen() {
        assertThat(answer(10, 10, Double.NaN).seenFrom()).isEqualTo(4);
        assertThat(answer(10, 10, Double.NaN).course()).isNotEqualTo(Course.BLIND);
    }

    /** Means of sets of half the stock scatter less by √½ than means of independent sets. */
    @Test
    void chance_does_not_depend_on_how_much_of_the_stock_a_set_is() {
        SplittableRandom random = new SplittableRandom(7);
        double[] stock = random.doubles(2_000).toArray();
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int[] order =
                    RealExamples.shuffled(stock.length, org.genera.data.random.CounterRandom.of(i, "set").stream());
            means.add(IntStream.of(order)
                    .limit(1_000)
                    .mapToDouble(at -> stock[at])
                    .average()
                    .orElseThrow());
        }
        double independent = Math.sqrt(1.0 / 12 / 1_000);
        assertThat(Courses.chance(means, 0.5)).isCloseTo(independent, within(0.12 * independent));
    }

    @Test
    void a_sentence_tells_blindness_before_all_else_and_what_is_taken_for_better() {
        Metric precision = new Metric("precision", "Precision", "", Metric.Direction.HIGHER);
        Map<String, Damage> damages = Map.of(
                "blur", new Damage("blur", "Blur", "px", "", STRENGTHS),
                "copies", new Damage("copies", "Copies of few", "%", "", STRENGTHS),
                "missing", new Damage("missing", "Missing classes", "of 8", "", STRENGTHS),
                "shrinking", new Damage("shrinking", "Shrinking", "%", "", STRENGTHS));
        String says = Sentence.of(
                precision,
                List.of(
                        of("blur", Course.FALLS, 2.0),
                        of("copies", Course.BLIND, null),
                        of("missing", Course.BLIND, null),
                        of("shrinking", Course.RISES, 1.0)),
                damages);
        assertThat(says)
                .isEqualTo("Blind to copies of few and missing classes. Takes shrinking for an improvement."
                        + " Sees blur from 2 px.");
    }

    private static Answer of(String damage, Course course, @org.jspecify.annotations.Nullable Double from) {
        return new Answer(damage, List.of(), course, from);
    }

    private static Answer answer(double... means) {
        List<List<Double>> values = DoubleStream.of(means)
                .mapToObj(mean -> List.of(mean - 0.05, mean, mean + 0.05))
                .toList();
        return Courses.answer("blur", STRENGTHS, values, UNDAMAGED, Courses.chance(UNDAMAGED, 0));
    }
}
