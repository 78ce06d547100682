package org.genera.run.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.genera.spi.DensityKind;
import org.genera.spi.FamilyCard;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Hyperparameters;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.junit.jupiter.api.Test;

/** What a specification means that is older than a hyperparameter. */
class EarlierValuesTest {
    private static final Hyperparameter<Double> WIDTH =
            Hyperparameters.real("width").orElse(3).help("Was always there.");
    private static final Hyperparameter<Double> SHARE =
            Hyperparameters.real("share").orElse(0.5).help("Came later; before, nothing was shared.");

    private static Variant.Builder variant() {
        return Variant.named("plain", "Plain").summary("Plain.").with(WIDTH, SHARE);
    }

    private static final Variant VARIANT = variant().before(SHARE.at(0.0)).builds(() -> (spec, context) -> {
        throw new IllegalStateException("nothing is built here");
    });

    @Test
    void what_it_lacks_is_what_was_meant_then_and_not_the_default_of_today() {
        assertThat(VARIANT.asMeant(Map.of("width", 2)).asMap()).isEqualTo(Map.of("width", 2.0, "share", 0.0));
        assertThat(Values.of(VARIANT.hyperparameters(), Map.of("width", 2)).asMap())
                .isEqualTo(Map.of("width", 2.0, "share", 0.5));
    }

    @Test
    void what_it_says_stands() {
        assertThat(VARIANT.asMeant(Map.of("share", 0.25)).get(SHARE)).isEqualTo(0.25);
    }

    @Test
    void what_was_meant_is_kept_where_a_plugin_is_described_and_by_what_is_derived() throws Exception {
        FamilyCard card = new FamilyCard("plain", "Plain", "Plain.", DensityKind.TRACTABLE, List.of());
        DescribedFamily family = new DescribedFamily(card, List.of(VARIANT));
        JarReport report = new JarReport("p", "1", "ready", "", List.of(family));
        Variant read =
                JarReport.ofJson(report.toJson()).families().get(0).variants().get(0);
        assertThat(read.asMeant(Map.of()).get(SHARE)).isZero();
        Variant derived = VARIANT.derive("other", "Other").builds(VARIANT.model());
        assertThat(derived.asMeant(Map.of()).get(SHARE)).isZero();
    }

    @Test
    void a_meaning_of_what_is_not_there_is_refused() {
        assertThatThrownBy(() -> variant().without(SHARE).before(SHARE.at(0.0)).builds(VARIANT.model()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("earlier values")
                .hasMessageContaining("share");
    }
}
