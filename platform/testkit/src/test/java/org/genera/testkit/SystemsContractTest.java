package org.genera.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.genera.spi.DataSpec;
import org.genera.spi.Dependency;
import org.genera.spi.Given;
import org.genera.spi.Guidance;
import org.genera.spi.Guide;
import org.genera.spi.Knowledge;
import org.genera.spi.Known;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Sampling;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.junit.jupiter.api.Test;

class SystemsContractTest extends FamilyContract {

    @Override
    protected ModelFamily family() {
        return new SystemsFamily();
    }

    @Override
    protected OtherRun dependency(Dependency role) {
        return new OtherRun(new AbilitiesFamily(), AbilitiesFamily.SIGNS);
    }

    @Test
    void a_translation_refuses_to_draw_from_nothing_in_a_sentence() {
        Variant translation = family().variant(SystemsFamily.TRANSLATION);
        assertThat(Knowledge.refusal(translation.knows(), Known.NOTHING))
                .contains("expected to be given first, got nothing");
    }

    @Test
    void a_guide_leads_draws_to_its_target_and_one_of_weight_0_leads_nowhere() {
        Variant guided = family().variant(SystemsFamily.GUIDED);
        Variant prototypes = new AbilitiesFamily().variant(AbilitiesFamily.PROTOTYPES);
        TinyData data = TinyData.acceptedBy(prototypes).get(0);
        try (Model model = trained(family(), guided, data);
                Model guide = trained(new AbilitiesFamily(), prototypes, data)) {
            Sampler led = guided.samplers().get(1);
            float[] free = draw(model, led, List.of());
            int count = free.length / data.spec().shape().size();
            for (int label = 0; label < data.spec().classes(); label++) {
                Given target = Given.ofClass(label, count, data.spec().shape());
                assertThat(draw(model, led, List.of(guidance((Guide) guide, target, 0))))
                        .isEqualTo(free);
                float[] towards = draw(model, led, List.of(guidance((Guide) guide, target, 3)));
                double[] mean = classMean(data, label);
                assertThat(distance(towards, mean))
                        .as("from the centre of class %d", label)
                        .isLessThan(0.8 * distance(free, mean));
            }
        }
    }

    private static Guidance guidance(Guide guide, Given target, double weight) {
        return new Guidance(SystemsFamily.GUIDE, guide, target, weight);
    }

    private static Model trained(ModelFamily family, Variant variant, TinyData data) {
        DataSpec spec = data.spec();
        Values values = Values.defaults(variant.hyperparameters());
        Model model = family.build(new ModelSpec(variant.id(), values, spec, 3), ModelContext.cpu());
        new TinyTraining(model, variant, data).train(3);
        return model;
    }

    private static float[] draw(Model model, Sampler sampler, List<Guidance> guidance) {
        Values settings = Values.of(sampler.settings(), Map.of());
        SampleRequest request = new SampleRequest(16, 5, sampler.id(), settings, Optional.empty(), guidance);
        return ((Sampling) model).sample(request).values();
    }

    private static double[] classMean(TinyData data, int label) {
        int size = data.spec().shape().size();
        double[] mean = new double[size];
        int[] labels = data.whole().labels();
        long seen = Arrays.stream(labels).filter(each -> each == label).count();
        for (int i = 0; i < labels.length * size; i++) {
            mean[i % size] += labels[i / size] == label ? data.whole().values()[i] / seen : 0;
        }
        return mean;
    }

    private static double distance(float[] values, double[] mean) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += Math.pow(values[i] - mean[i % mean.length], 2);
        }
        return Math.sqrt(sum / values.length);
    }
}
