package org.genera.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.Dependency;
import org.genera.spi.Given;
import org.genera.spi.Guidance;
import org.genera.spi.Guide;
import org.genera.spi.Metric;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Sampling;
import org.genera.spi.Stage;
import org.genera.spi.StepReport;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every family promises. Extend it, say which family, and add what only your family claims:
 *
 * <pre>{@code
 * class GaussianContractTest extends FamilyContract {
 *     protected ModelFamily family() { return new GaussianFamily(); }
 * }
 * }</pre>
 */
public abstract class FamilyContract {
    @TempDir
    Path folder;

    private final List<Model> borrowed = new ArrayList<>();
    /** By role and data. */
    private final Map<String, Model> guides = new HashMap<>();

    /** A new instance of the family. */
    protected abstract ModelFamily family();

    /** Values that make a variant's model small, so that the contract is quick; the defaults where nothing is said. */
    protected Map<String, Object> quickValues(Variant variant) {
        return Map.of();
    }

    /** Settings that make a sampler quick; the defaults where nothing is said. */
    protected Map<String, Object> quickSettings(Sampler sampler) {
        return Map.of();
    }

    /** The shape of all pictures; smaller ones where a draw takes a step for each pixel. */
    protected DataShape.Image pictures() {
        return TinyData.IMAGE;
    }

    /**
     * What stands for the run in a role that a variant or a sampler declares: another family's variant, which is trained a few steps on
     * the same data.
     */
    protected OtherRun dependency(Dependency role) {
        throw new AssertionError("override dependency(role) to say which variant of which family may be the "
                + role.role() + " that a variant builds on");
    }

    /**
     * A variant that others are built on.
     *
     * @param variant id
     */
    protected record OtherRun(ModelFamily family, String variant) {

        // Contracts of families are in packages of their own.
        public OtherRun {}
    }

    @Test
    void its_schemas_agree_with_themselves() {
        ModelFamily family = family();
        assertThat(family.card().summary()).as("summary").isNotBlank();
        assertThat(family.card().papers()).as("papers").isNotEmpty();
        Set<String> ids = new HashSet<>();
        for (Variant variant : family.variants()) {
            assertThat(ids.add(variant.id()))
                    .as("%s is declared once", variant.id())
                    .isTrue();
            Values defaults = Values.defaults(variant.hyperparameters());
            assertThat(Values.of(variant.hyperparameters(), defaults.asMap())).isEqualTo(defaults);
            variant.hyperparameters()
                    .forEach(each -> assertThat(each.help())
                            .as("help of %s", each.name())
                            .isNotBlank());
            variant.presets().forEach(preset -> Values.of(variant.hyperparameters(), preset.values()));
            variant.samplers().forEach(sampler -> Values.defaults(sampler.settings()));
            assertThat(variant.metrics())
                    .extracting(Metric::name)
                    .doesNotHaveDuplicates()
                    .isNotEmpty();
            assertThat(TinyData.acceptedBy(variant, pictures()))
                    .as("data that %s accepts", variant.id())
                    .isNotEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> its_abilities_are_those_it_declares() {
        return each((variant, data) -> {
            try (Model model = build(variant, data)) {
                Set<Class<?>> able = types(EnumSet.allOf(Capability.class));
                able.removeIf(type -> !type.isInstance(model));
                assertThat(able).isEqualTo(types(variant.capabilities()));
                assertThat(model instanceof Sampling sampling ? sampling.knows() : List.of())
                        .as("what can be given to a draw")
                        .containsExactlyInAnyOrderElementsOf(variant.knows(data.spec()));
                assertThat(model.parameterCount()).isPositive();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> the_same_specification_trains_to_the_same_numbers() {
        return each((variant, data) -> {
            try (Model one = build(variant, data);
                    Model other = build(variant, data)) {
                List<StepReport> reports = new TinyTraining(one, variant, data).train(3);
                // Sampling between steps must not touch training.
                TinyTraining again = new TinyTraining(other, variant, data);
                again.train(1);
                drawAll(other, variant, data, 3);
                List<StepReport> rest = again.train(reports.size() - 1);
                assertThat(rest).isEqualTo(reports.subList(1, reports.size()));
                assertThat(drawAll(other, variant, data, 5)).isEqualTo(drawAll(one, variant, data, 5));
                requireReports(again.stage(), reports);
            }
        });
    }

    private static void requireReports(Stage stage, List<StepReport> reports) {
        List<String> names = stage.metrics().stream().map(Metric::name).toList();
        for (StepReport report : reports) {
            assertThat(names).containsAll(report.metrics().keySet());
            assertThat(report.metrics()).containsKey(names.get(0));
            assertThat(report.metrics().values()).allMatch(Double::isFinite);
        }
    }

    @TestFactory
    Stream<DynamicTest> a_model_that_is_restored_between_two_stages_goes_on_bit_for_bit() {
        return each((variant, data) -> {
            for (int border = 1; border < variant.stages().size(); border++) {
                Path checkpoint = emptyFolder();
                try (Model model = build(variant, data);
                        Model restored = build(variant, data)) {
                    TinyTraining training = new TinyTraining(model, variant, data);
                    for (int i = 0; i < border; i++) {
                        requireReports(variant.stages().get(i), training.trainStage());
                    }
                    model.save(checkpoint);
                    restored.restore(checkpoint);
                    TinyTraining resumed = training.of(restored);
                    assertThat(resumed.train(3)).isEqualTo(training.train(3));
                    assertThat(drawAll(restored, variant, data, 4)).isEqualTo(drawAll(model, variant, data, 4));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> a_restored_model_goes_on_bit_for_bit() {
        return each((variant, data) -> {
            Path checkpoint = emptyFolder();
            try (Model model = build(variant, data);
                    Model restored = build(variant, data)) {
                TinyTraining training = new TinyTraining(model, variant, data);
                training.train(3);
                model.save(checkpoint);
                restored.restore(checkpoint);
                assertThat(drawAll(restored, variant, data, 4)).isEqualTo(drawAll(model, variant, data, 4));
                if (!training.converged()) {
                    TinyTraining resumed = training.of(restored);
                    assertThat(resumed.train(3)).isEqualTo(training.train(3));
                    assertThat(drawAll(restored, variant, data, 4)).isEqualTo(drawAll(model, variant, data, 4));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> sample_i_depends_on_the_seed_and_i_alone() {
        return each((variant, data) -> {
            try (Model model = build(variant, data)) {
                new TinyTraining(model, variant, data).train(2);
                for (Sampler sampler : variant.samplers()) {
                    new SamplingPromises((Sampling) model, data)
                            .hold(sampler, (count, seed) -> request(sampler, data, count, seed));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> its_abilities_give_what_they_promise() {
        return each((variant, data) -> {
            try (Model model = build(variant, data)) {
                new TinyTraining(model, variant, data).train(2);
                new AbilityPromises(
                                model,
                                variant,
                                data,
                                (sampler, count, seed) -> usual(model, data, request(sampler, data, count, seed)))
                        .hold();
            }
        });
    }

    private interface Claim {
        void holds(Variant variant, TinyData data) throws Exception;
    }

    private Stream<DynamicTest> each(Claim claim) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Variant variant : family().variants()) {
            for (TinyData data : TinyData.acceptedBy(variant, pictures())) {
                tests.add(dynamicTest(variant.id() + " on " + data, () -> claim.holds(variant, data)));
            }
        }
        return tests.stream();
    }

    private Model build(Variant variant, TinyData data) {
        Values values = Values.of(variant.hyperparameters(), quickValues(variant));
        ModelContext context = ModelContext.cpu().on(others(variant, data));
        return family().build(new ModelSpec(variant.id(), values, data.spec(), 11), context);
    }

    /** The same for every model of a test that is built on the same data, as one checkpoint would be. */
    private Map<String, Model> others(Variant variant, TinyData data) {
        Map<String, Model> others = new HashMap<>();
        variant.buildsOn().forEach(role -> others.put(role.role(), other(role, data)));
        return others;
    }

    private Model other(Dependency role, TinyData data) {
        OtherRun other = dependency(role);
        Variant behind = other.family().variant(other.variant());
        assertThat(behind.capabilities()).as("what %s needs", role.role()).containsAll(role.needs());
        Values values = Values.defaults(behind.hyperparameters());
        Model model = other.family().build(new ModelSpec(behind.id(), values, data.spec(), 12), ModelContext.cpu());
        borrowed.add(model);
        new TinyTraining(model, behind, data).train(3);
        return model;
    }

    @AfterEach
    void close_what_was_built_on() {
        borrowed.forEach(Model::close);
    }

    private List<List<Float>> drawAll(Model model, Variant variant, TinyData data, int count) {
        List<List<Float>> drawn = new ArrayList<>();
        for (Sampler sampler : variant.samplers()) {
            List<Float> values = new ArrayList<>();
            for (float value : ((Sampling) model)
                    .sample(usual(model, data, request(sampler, data, count, 5)))
                    .values()) {
                values.add(value);
            }
            drawn.add(values);
        }
        return drawn;
    }

    /** Given what the model needs at least. */
    private static SampleRequest usual(Model model, TinyData data, SampleRequest request) {
        return new SamplingPromises((Sampling) model, data).usual(request);
    }

    /** Led to one class by what a sampler needs to be led by. */
    private SampleRequest request(Sampler sampler, TinyData data, int count, long seed) {
        Values settings = Values.of(sampler.settings(), quickSettings(sampler));
        List<Guidance> guidance = sampler.buildsOn().stream()
                .filter(role -> !role.optional())
                .map(role -> new Guidance(
                        role.role(),
                        (Guide) guides.computeIfAbsent(role.role() + data, none -> other(role, data)),
                        Given.ofClass(1, count, data.spec().shape()),
                        1))
                .toList();
        return new SampleRequest(count, seed, sampler.id(), settings, Optional.empty(), guidance);
    }

    private static Set<Class<?>> types(Set<Capability> capabilities) {
        return capabilities.stream().map(Capability::type).collect(Collectors.toSet());
    }

    private Path emptyFolder() throws IOException {
        return Files.createTempDirectory(folder, "checkpoint");
    }
}
