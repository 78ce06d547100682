package org.genera.plugins.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Given;
import org.genera.spi.Known;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassMixtureTest {
    private static final int OF_FIRST = 200;
    private static final int OF_SECOND = 100;

    private static float[] first() {
        return Mixtures.clouds(OF_FIRST, 3);
    }

    private static float[] second() {
        float[] rows = Mixtures.clouds(OF_SECOND, 4);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = 0.5f * rows[i] + 2;
        }
        return rows;
    }

    private static Batch labelled() {
        float[] rows = Arrays.copyOf(first(), 2 * (OF_FIRST + OF_SECOND));
        System.arraycopy(second(), 0, rows, 2 * OF_FIRST, 2 * OF_SECOND);
        int[] labels = new int[OF_FIRST + OF_SECOND];
        Arrays.fill(labels, OF_FIRST, labels.length, 1);
        return new Batch(labels.length, rows, labels);
    }

    private static ModelSpec spec(String variant, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(Map.of("tolerance", 0, "relativeVarianceFloor", 0));
        all.putAll(values);
        return new ModelSpec(
                variant,
                Values.of(new MixtureFamily().variant(variant).hyperparameters(), all),
                new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 2, 300),
                1);
    }

    private static ClassMixtureModel build(String variant, int components) {
        return (ClassMixtureModel)
                new MixtureFamily().build(spec(variant, Map.of("components", components)), ModelContext.cpu());
    }

    private static void train(Model model, Batch batch, int steps) {
        for (int step = 1; step <= steps; step++) {
            model.trainStep(new OneBatch(step, batch));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "diagonal", "spherical"})
    void given_its_class_an_example_has_the_density_of_the_mixture_that_is_fitted_to_the_class_alone(String variant) {
        Batch elsewhere = Mixtures.batch(Mixtures.clouds(50, 5), 2);
        try (ClassMixtureModel model = build(variant, 6)) {
            train(model, labelled(), 10);
            for (int label = 0; label < 2; label++) {
                int[] labels = new int[50];
                Arrays.fill(labels, label);
                double[] given = model.logLikelihood(new Batch(50, elsewhere.values(), labels), "given-label", 0)
                        .values();
                try (MixtureModel alone = Mixtures.build(
                        variant, 2, Map.of("components", 3, "tolerance", 0, "relativeVarianceFloor", 0))) {
                    train(alone, Mixtures.batch(label == 0 ? first() : second(), 2), 10);
                    double[] expected =
                            alone.logLikelihood(elsewhere, "exact", 0).values();
                    for (int n = 0; n < 50; n++) {
                        assertThat(given[n]).isCloseTo(expected[n], within(1e-9));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "tied", "diagonal", "spherical"})
    void the_whole_is_the_sum_over_classes_and_bayes_rule_divides_by_it(String variant) {
        Batch elsewhere = Mixtures.batch(Mixtures.clouds(50, 5), 2);
        double[] priors = {2 / 3.0, 1 / 3.0};
        try (ClassMixtureModel model = build(variant, 5)) {
            train(model, labelled(), 4);
            assertThat(model.codeWidth()).isEqualTo(6);
            double[] whole = model.logLikelihood(elsewhere, "exact", 0).values();
            double[] posterior = model.logPosterior(elsewhere);
            double[] sums = new double[50];
            for (int label = 0; label < 2; label++) {
                int[] labels = new int[50];
                Arrays.fill(labels, label);
                double[] given = model.logLikelihood(new Batch(50, elsewhere.values(), labels), "given-label", 0)
                        .values();
                for (int n = 0; n < 50; n++) {
                    double joint = priors[label] * Math.exp(given[n]);
                    sums[n] += joint;
                    assertThat(Math.exp(posterior[2 * n + label])).isCloseTo(joint / Math.exp(whole[n]), within(1e-9));
                }
            }
            for (int n = 0; n < 50; n++) {
                assertThat(Math.log(sums[n])).isCloseTo(whole[n], within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "tied", "diagonal", "spherical"})
    void no_iteration_lowers_the_likelihood_of_examples_and_labels(String variant) {
        try (ClassMixtureModel model = build(variant, 6)) {
            double before = Double.POSITIVE_INFINITY;
            for (int step = 1; step <= 15; step++) {
                double nll = model.trainStep(new OneBatch(step, labelled()))
                        .metrics()
                        .get("trainLabelledNll");
                assertThat(nll).as("step %d", step).isLessThanOrEqualTo(before + 1e-12);
                before = nll;
            }
        }
    }

    /** p(x₂ | x₁, y) by a sum over a fine grid. */
    @Test
    void an_unknown_coordinate_of_a_known_class_has_its_conditional_distribution() {
        int count = 10_000;
        int cells = 4_000;
        float given = 2.5f;
        try (ClassMixtureModel model = build("full", 6)) {
            train(model, labelled(), 8);
            float[] grid = new float[2 * cells];
            int[] labels = new int[cells];
            Arrays.fill(labels, 1);
            for (int i = 0; i < cells; i++) {
                grid[2 * i] = given;
                grid[2 * i + 1] = -20 + 40f * i / cells;
            }
            double[] density = model.logLikelihood(new Batch(cells, grid, labels), "given-label", 0)
                    .values();
            Arrays.setAll(density, i -> Math.exp(density[i]));
            double evidence = Arrays.stream(density).sum();
            float[] examples = new float[2 * count];
            for (int i = 0; i < count; i++) {
                examples[2 * i] = given;
            }
            Batch known = new Batch(count, examples, filled(count, 1));
            float[] drawn = model.sample(SampleRequest.of(count, 2, MixtureFamily.EXACT)
                            .given(new Given(
                                    known,
                                    Known.some(new boolean[] {true, false}).withLabel())))
                    .values();
            for (double border : new double[] {1.5, 2, 2.5, 3, 3.5}) {
                double expected = 0;
                for (int i = 0; i < cells; i++) {
                    expected += grid[2 * i + 1] < border ? density[i] / evidence : 0;
                }
                double below = 0;
                for (int i = 0; i < count; i++) {
                    below += drawn[2 * i + 1] < border ? 1.0 / count : 0;
                }
                assertThat(below).isCloseTo(expected, within(0.02));
            }
        }
    }

    private static int[] filled(int count, int label) {
        int[] labels = new int[count];
        Arrays.fill(labels, label);
        return labels;
    }

    @Test
    void draws_of_a_class_have_the_mean_of_its_examples() {
        int count = 10_000;
        try (ClassMixtureModel model = build("full", 6)) {
            train(model, labelled(), 8);
            for (int label = 0; label < 2; label++) {
                float[] rows = label == 0 ? first() : second();
                float[] drawn = model.sample(SampleRequest.of(count, 2, MixtureFamily.EXACT)
                                .given(Given.ofClass(label, count, new DataShape.Vector(2))))
                        .values();
                for (int j = 0; j < 2; j++) {
                    // EM keeps the mean of what it is fitted to.
                    assertThat(mean(drawn, j)).isCloseTo(mean(rows, j), within(0.1));
                }
            }
        }
    }

    private static double mean(float[] rows, int j) {
        double sum = 0;
        for (int i = j; i < rows.length; i += 2) {
            sum += rows[i];
        }
        return 2 * sum / rows.length;
    }

    @Test
    void specifications_that_are_older_than_the_choice_mean_one_mixture_for_all() {
        Values before = new MixtureFamily().variant("full").asMeant(Map.of("components", 4));
        ModelSpec now = spec("full", Map.of());
        try (Model model =
                new MixtureFamily().build(new ModelSpec("full", before, now.data(), 1), ModelContext.cpu())) {
            assertThat(model).isNotInstanceOf(Classification.class);
        }
    }

    @Test
    void a_class_with_too_few_examples_is_said_plainly() {
        Batch batch = labelled();
        int[] labels = new int[batch.count()];
        labels[0] = 1;
        try (ClassMixtureModel model = build("full", 6)) {
            assertThatThrownBy(() -> model.trainStep(OneBatch.first(new Batch(batch.count(), batch.values(), labels))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("got 1 in one of the classes for 3; take fewer components");
        }
    }
}
