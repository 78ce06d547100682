package org.genera.server.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.genera.run.plugins.DescribedFamily;
import org.genera.server.plugins.PluginEntry;
import org.genera.spi.Accepts;
import org.genera.spi.Capability;
import org.genera.spi.DensityKind;
import org.genera.spi.Dependency;
import org.genera.spi.FamilyCard;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Knowledge;
import org.genera.spi.Metric;
import org.genera.spi.Part;
import org.genera.spi.Sampler;
import org.genera.spi.Stage;
import org.genera.spi.Variant;
import org.genera.views.Views;
import org.jspecify.annotations.Nullable;

/** A family as the OpenAPI document describes it. */
public record FamilyView(
        String id,
        String title,
        String summary,
        DensityKind density,
        List<FamilyCard.Paper> papers,
        String plugin,
        String pluginVersion,
        List<VariantView> variants) {

    public static FamilyView of(DescribedFamily family, PluginEntry plugin) {
        FamilyCard card = family.card();
        return new FamilyView(
                card.id(),
                card.title(),
                card.summary(),
                card.density(),
                card.papers(),
                plugin.id(),
                plugin.version(),
                family.variants().stream().map(VariantView::of).toList());
    }

    /** A variant with its schema. */
    public record VariantView(
            String id,
            String title,
            String summary,
            AcceptsView accepts,
            List<Stage> stages,
            List<Map<String, Object>> hyperparameters,
            List<Variant.Preset> presets,
            List<Metric> metrics,
            List<SamplerView> samplers,
            List<Knowledge> knows,
            List<String> capabilities,
            List<Part> leadsTo,
            List<DependencyView> buildsOn) {

        static VariantView of(Variant variant) {
            return new VariantView(
                    variant.id(),
                    variant.title(),
                    variant.summary(),
                    AcceptsView.of(variant.accepts()),
                    variant.stages(),
                    schema(variant.hyperparameters()),
                    variant.presets(),
                    variant.metrics(),
                    variant.samplers().stream().map(SamplerView::of).toList(),
                    variant.knows(),
                    Views.abilities(variant),
                    variant.leadsTo(),
                    DependencyView.of(variant.buildsOn()));
        }
    }

    /** Another run that is wanted, with what it must be able to do in a fixed order. */
    public record DependencyView(
            String role, String title, String help, Set<Capability> needs, boolean sameData, boolean optional) {
        static List<DependencyView> of(List<Dependency> dependencies) {
            return dependencies.stream()
                    .map(each -> new DependencyView(
                            each.role(),
                            each.title(),
                            each.help(),
                            new TreeSet<>(each.needs()),
                            each.sameData(),
                            each.optional()))
                    .toList();
        }
    }

    /** What a variant can be trained on, in a fixed order. */
    public record AcceptsView(
            Set<?> kinds,
            Set<?> ranges,
            boolean labels,
            @Nullable PairsView pairs) {
        static AcceptsView of(Accepts accepts) {
            return new AcceptsView(
                    new TreeSet<>(accepts.kinds()),
                    new TreeSet<>(accepts.ranges()),
                    accepts.labels(),
                    accepts.pairs().map(PairsView::of).orElse(null));
        }
    }

    /** Which pairs a variant can be trained on. */
    public record PairsView(AcceptsView first, AcceptsView second, Accepts.Alignment alignment) {
        static PairsView of(Accepts.Pairs pairs) {
            return new PairsView(AcceptsView.of(pairs.first()), AcceptsView.of(pairs.second()), pairs.alignment());
        }
    }

    /** A sampler with the schema of its settings. */
    public record SamplerView(
            String id,
            String title,
            String summary,
            List<Map<String, Object>> settings,
            boolean baseNoise,
            List<DependencyView> buildsOn) {
        static SamplerView of(Sampler sampler) {
            return new SamplerView(
                    sampler.id(),
                    sampler.title(),
                    sampler.summary(),
                    schema(sampler.settings()),
                    sampler.baseNoise(),
                    DependencyView.of(sampler.buildsOn()));
        }
    }

    private static List<Map<String, Object>> schema(List<Hyperparameter<?>> hyperparameters) {
        return hyperparameters.stream().map(FamilyView::entry).toList();
    }

    private static Map<String, Object> entry(Hyperparameter<?> hyperparameter) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", hyperparameter.name());
        entry.put("kind", kind(hyperparameter));
        entry.put("help", hyperparameter.help());
        entry.put("unit", hyperparameter.unit());
        entry.put("default", hyperparameter.defaultValue());
        entry.put("expectation", hyperparameter.expectation());
        if (hyperparameter instanceof Hyperparameter.IntegerValue integer) {
            entry.put("min", integer.min());
            entry.put("max", integer.max());
        } else if (hyperparameter instanceof Hyperparameter.RealValue real) {
            entry.put("min", real.min());
            entry.put("max", real.max());
            entry.put("logarithmic", real.logarithmic());
        } else if (hyperparameter instanceof Hyperparameter.ChoiceValue choice) {
            entry.put("choices", choice.choices());
        } else if (hyperparameter instanceof Hyperparameter.IntegersValue integers) {
            entry.put("min", integers.min());
            entry.put("max", integers.max());
            entry.put("minLength", integers.minLength());
            entry.put("maxLength", integers.maxLength());
        }
        return entry;
    }

    private static String kind(Hyperparameter<?> hyperparameter) {
        if (hyperparameter instanceof Hyperparameter.IntegerValue) {
            return "integer";
        }
        if (hyperparameter instanceof Hyperparameter.RealValue) {
            return "real";
        }
        if (hyperparameter instanceof Hyperparameter.ChoiceValue) {
            return "choice";
        }
        return hyperparameter instanceof Hyperparameter.FlagValue ? "flag" : "integers";
    }
}
