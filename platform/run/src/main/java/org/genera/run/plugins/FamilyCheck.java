package org.genera.run.plugins;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.Dependency;
import org.genera.spi.FamilyCard;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Metric;
import org.genera.spi.Sampler;
import org.genera.spi.Stage;
import org.genera.spi.Variant;
import org.jspecify.annotations.Nullable;

/**
 * What every page and every launch relies on and the records of the API leave open: words that are there and of a length
 * that can be shown, names that occur once, defaults and presets that the schema itself accepts.
 */
final class FamilyCheck {
    private static final int TITLE_CHARACTERS = 200;
    private static final int TEXT_CHARACTERS = 4_000;
    private static final int ENTRIES = 200;

    private final String where;

    private FamilyCheck(String where) {
        this.where = where;
    }

    /** @throws IllegalArgumentException naming the first thing that does not fit */
    static void require(DescribedFamily family) {
        FamilyCard card = family.card();
        FamilyCheck check = new FamilyCheck("the family " + card.id());
        check.text("title", card.title(), TITLE_CHARACTERS);
        check.text("summary", card.summary(), TEXT_CHARACTERS);
        check.present("density", card.density());
        check.few("papers", card.papers());
        for (FamilyCard.Paper paper : card.papers()) {
            check.text("citation of a paper", paper.citation(), TEXT_CHARACTERS);
            check.text("address of a paper", paper.url(), TEXT_CHARACTERS);
        }
        check.few("variants", family.variants());
        family.variants().forEach(variant -> new FamilyCheck(card.id() + "/" + variant.id()).variant(variant));
    }

    private void variant(Variant variant) {
        text("title", variant.title(), TITLE_CHARACTERS);
        text("summary", variant.summary(), TEXT_CHARACTERS);
        present("answer to what it accepts", variant.accepts());
        few("stages", variant.stages());
        variant.stages().forEach(this::stage);
        boolean ranges = !variant.accepts().ranges().isEmpty()
                || variant.accepts().kinds().equals(Set.of(Kind.PAIR));
        if (variant.accepts().kinds().isEmpty() || !ranges) {
            throw wrong("accepts no data at all; it needs a kind and a range");
        }
        schema("hyperparameters", variant.hyperparameters());
        few("presets", variant.presets());
        once("preset", variant.presets(), Variant.Preset::title);
        variant.presets().forEach(this::preset);
        few("metrics", variant.metrics());
        for (Metric metric : variant.metrics()) {
            text("title of the metric " + metric.name(), metric.title(), TITLE_CHARACTERS);
            present("unit of the metric " + metric.name() + ", if an empty one", metric.unit());
            present("direction of the metric " + metric.name(), metric.direction());
        }
        few("samplers", variant.samplers());
        once("sampler", variant.samplers(), Sampler::id);
        for (Sampler sampler : variant.samplers()) {
            text("title of the sampler " + sampler.id(), sampler.title(), TITLE_CHARACTERS);
            text("summary of the sampler " + sampler.id(), sampler.summary(), TEXT_CHARACTERS);
            schema("settings of the sampler " + sampler.id(), sampler.settings());
            dependencies(sampler.buildsOn());
        }
        dependencies(variant.buildsOn());
    }

    private void dependencies(List<Dependency> dependencies) {
        few("runs to build on", dependencies);
        for (Dependency each : dependencies) {
            text("title of the role " + each.role(), each.title(), TITLE_CHARACTERS);
            text("help of the role " + each.role(), each.help(), TEXT_CHARACTERS);
        }
    }

    private void stage(Stage stage) {
        text("title of the stage " + stage.id(), stage.title(), TITLE_CHARACTERS);
        present("answer to what a step of the stage " + stage.id() + " reads", stage.reads());
        once("metric", stage.metrics(), Metric::name);
    }

    private void preset(Variant.Preset preset) {
        text("title of a preset", preset.title(), TITLE_CHARACTERS);
        text("summary of the preset \"" + preset.title() + "\"", preset.summary(), TEXT_CHARACTERS);
    }

    private void schema(String what, List<Hyperparameter<?>> schema) {
        few(what, schema);
        once("entry among its " + what, schema, Hyperparameter::name);
        for (Hyperparameter<?> each : schema) {
            text("help of " + each.name(), each.help(), TEXT_CHARACTERS);
            present("unit of " + each.name() + ", if an empty one", each.unit());
            try {
                each.accept(each.defaultValue());
            } catch (IllegalArgumentException e) {
                throw wrong("has a default that its own schema refuses: " + e.getMessage());
            }
        }
    }

    private <T> void once(String what, List<T> all, Function<T, String> name) {
        Set<String> names = new HashSet<>();
        for (T each : all) {
            if (!names.add(name.apply(each))) {
                throw wrong("declares the " + what + " " + name.apply(each) + " twice");
            }
        }
    }

    private void few(String what, List<?> all) {
        if (all.size() > ENTRIES) {
            throw wrong("has " + all.size() + " " + what + "; at most " + ENTRIES + " can be shown");
        }
    }

    private void present(String what, @Nullable Object value) {
        if (value == null) {
            throw wrong("needs a " + what + ", got null");
        }
    }

    private void text(String what, @Nullable String text, int atMost) {
        if (text == null || text.isBlank()) {
            throw wrong("needs a " + what + ", got " + (text == null ? "null" : "a blank one"));
        }
        if (text.length() > atMost) {
            throw wrong("has a " + what + " of " + text.length() + " characters; at most " + atMost + " can be shown");
        }
    }

    private IllegalArgumentException wrong(String sentence) {
        return new IllegalArgumentException(where + " " + sentence);
    }
}
