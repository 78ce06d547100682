package org.genera.plugins.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains on the density of another run. */
class RunChainsTest {

    private static Model build(String variant, Model other, Map<String, Object> given) {
        Variant declared = new McmcFamily().variant(variant);
        DataSpec data = new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 0, 200);
        ModelSpec spec = new ModelSpec(variant, Values.of(declared.hyperparameters(), given), data, 1);
        return new McmcFamily().build(spec, ModelContext.cpu().on(Map.of(McmcVariants.DENSITY, other)));
    }

    private static Map<String, Double> train(Model model, Batch data, int steps) {
        Map<String, Double> last = Map.of();
        for (int step = 1; step <= steps; step++) {
            last = after(model, data, step, last);
        }
        return last;
    }

    private static SampleRequest draw(String variant, int count, int steps) {
        var sampler = new McmcFamily().variant(variant).samplers().get(0);
        return new SampleRequest(count, 5, sampler.id(), Values.of(sampler.settings(), Map.of("steps", steps)));
    }

    /** Within five standard errors of independent draws; draws of ULA are too wide by less. */
    @ParameterizedTest
    @CsvSource({"metropolis-on-run, 150", "hmc-on-run, 15", "langevin-on-run, 400", "mala-on-run, 150"})
    void ends_of_chains_have_the_mean_and_covariance_of_the_other_runs_density(String variant, int transitions) {
        int count = 500;
        double[] mean = CorrelatedGaussian.MEAN;
        double[] covariance = CorrelatedGaussian.COVARIANCE;
        Map<String, Object> values = new HashMap<>(Map.of("burnIn", 150));
        if (variant.equals("langevin-on-run")) {
            values.put("stepSize", 0.01);
        }
        try (Model model = build(variant, new CorrelatedGaussian(true), values)) {
            train(model, CorrelatedGaussian.data(200), 200);
            float[] drawn = ((ChainsModel<?>) model)
                    .sample(draw(variant, count, transitions))
                    .values();
            double[] m = new double[5];
            for (int i = 0; i < count; i++) {
                double a = drawn[2 * i] - mean[0];
                double b = drawn[2 * i + 1] - mean[1];
                m[0] += a / count;
                m[1] += b / count;
                m[2] += a * a / count;
                m[3] += a * b / count;
                m[4] += b * b / count;
            }
            // The variance of a mean square is 2σ⁴/n, that of a mean product (σ_a²σ_b² + σ_ab²)/n.
            double root = 5 / Math.sqrt(count);
            assertThat(m[0]).isCloseTo(0, within(root * Math.sqrt(covariance[0])));
            assertThat(m[1]).isCloseTo(0, within(root * Math.sqrt(covariance[2])));
            assertThat(m[2]).isCloseTo(covariance[0], within(root * Math.sqrt(2) * covariance[0]));
            assertThat(m[3])
                    .isCloseTo(
                            covariance[1],
                            within(root * Math.sqrt(covariance[0] * covariance[2] + covariance[1] * covariance[1])));
            assertThat(m[4]).isCloseTo(covariance[2], within(root * Math.sqrt(2) * covariance[2]));
        }
    }

    /** The standard error is that of as many independent draws as the effective sample size says. */
    @ParameterizedTest
    @CsvSource({"metropolis-on-run, 0.35", "hmc-on-run, 0.8", "mala-on-run, 0.574"})
    void chains_of_training_mix_are_accepted_as_asked_and_tell_the_entropy(String variant, double wanted) {
        double determinant = CorrelatedGaussian.COVARIANCE[0] * CorrelatedGaussian.COVARIANCE[2]
                - CorrelatedGaussian.COVARIANCE[1] * CorrelatedGaussian.COVARIANCE[1];
        double entropy = 1 + Math.log(2 * Math.PI) + 0.5 * Math.log(determinant);
        try (Model model =
                build(variant, new CorrelatedGaussian(true), Map.of("burnIn", 150, "chains", 50, "thinning", 5))) {
            Batch data = CorrelatedGaussian.data(200);
            double acceptance = 0;
            double logDensity = 0;
            Map<String, Double> last = Map.of();
            for (int step = 1; step <= 350; step++) {
                last = after(model, data, step, last);
                acceptance += step > 150 ? last.get("acceptance") / 200 : 0;
                logDensity += step > 150 ? last.get("logDensity") / 200 : 0;
            }
            assertThat(acceptance).isCloseTo(wanted, within(0.1));
            assertThat(last.get("rHat")).isLessThan(1.1);
            double effective = last.get("effectiveSampleSize");
            assertThat(effective).isGreaterThan(200);
            // log p(x) varies by the variance of half a χ² with two degrees of freedom, which is 1.
            assertThat(logDensity).isCloseTo(-entropy, within(5 / Math.sqrt(effective)));
        }
    }

    /** What was told last of each metric. */
    private static Map<String, Double> after(Model model, Batch data, int step, Map<String, Double> before) {
        Map<String, Double> all = new HashMap<>(before);
        all.putAll(model.trainStep(new OneBatch(step, data)).metrics());
        return all;
    }

    /** Steps so long that proposals fly off; the stand-in refuses to answer far from the data. */
    @ParameterizedTest
    @ValueSource(strings = {"hmc-on-run", "langevin-on-run", "mala-on-run"})
    void the_other_run_is_asked_near_the_data_alone(String variant) {
        Map<String, Object> values = new HashMap<>(Map.of("stepSize", 10));
        if (!variant.equals("langevin-on-run")) {
            values.put("adaptStepSize", false);
        }
        try (Model model = build(variant, new CorrelatedGaussian(true), values)) {
            train(model, CorrelatedGaussian.data(200), 10);
            float[] drawn =
                    ((ChainsModel<?>) model).sample(draw(variant, 20, 10)).values();
            for (float value : drawn) {
                assertThat(value).isNotNaN();
            }
        }
    }

    @Test
    void langevin_needs_no_log_density_and_tells_none() {
        try (Model model = build("langevin-on-run", new CorrelatedGaussian(false), Map.of("burnIn", 2))) {
            assertThat(train(model, CorrelatedGaussian.data(200), 5))
                    .doesNotContainKey("logDensity")
                    .containsKey("stepSize");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmc-on-run", "mala-on-run"})
    void a_run_that_knows_its_score_alone_is_refused_where_proposals_are(String variant) {
        try (Model model = build(variant, new CorrelatedGaussian(false), Map.of())) {
            assertThatThrownBy(() -> train(model, CorrelatedGaussian.data(200), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a run that knows its log density beside its score")
                    .hasMessageContaining("take langevin-on-run");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "metropolis-on-run, knows its likelihood exactly",
        "hmc-on-run, knows the score of its density",
        "langevin-on-run, knows the score of its density"
    })
    void a_run_without_the_ability_is_refused_in_a_sentence(String variant, String ability) {
        Model unable = (Model)
                Proxy.newProxyInstance(Model.class.getClassLoader(), new Class<?>[] {Model.class}, (a, b, c) -> null);
        assertThatThrownBy(() -> build(variant, unable, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a run whose model " + ability)
                .hasMessageContaining("take a flow, a mixture or a Gaussian");
    }
}
