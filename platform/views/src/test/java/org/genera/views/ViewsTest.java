package org.genera.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Knowledge;
import org.genera.spi.Part;
import org.genera.spi.Sampler;
import org.genera.spi.ValueRange;
import org.genera.spi.Variant;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final Sampler EXACT = new Sampler("exact", "Exact", "Exact.");
    private static final DataSpec LABELLED = new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 3, 10);
    private static final DataSpec UNLABELLED = new DataSpec(new DataShape.Vector(2), ValueRange.REAL, 0, 10);

    @Test
    void every_view_and_every_ability_stands_in_the_list_once() {
        assertThat(Views.ALL).extracting(View::id).doesNotHaveDuplicates();
        assertThat(Views.ABILITIES).extracting(Ability::id).doesNotHaveDuplicates();
        for (Capability capability : Capability.values()) {
            Variant able = Variant.named("able", "Able").can(capability).builds(() -> (spec, context) -> null);
            assertThat(Views.abilities(able)).as(capability.name()).hasSize(1);
        }
        assertThatThrownBy(() -> Views.named("portrait"))
                .hasMessageStartingWith("kind: expected one of samples, by_class")
                .hasMessageEndingWith("got \"portrait\"");
    }

    @Test
    void what_is_offered_follows_from_what_a_variant_declares_and_its_data() {
        Variant generator =
                Variant.named("generator", "Generator").drawnBy(EXACT).builds(() -> (spec, context) -> null);
        assertThat(offered(generator, LABELLED)).containsExactly("samples");
        assertThat(Views.offeredBy(generator, LABELLED).get(0).arguments()).containsExactly(Argument.SAMPLER);

        Variant able = generator
                .derive("able", "Able")
                .knows(Knowledge.NOTHING, Knowledge.of(Part.LABEL), Knowledge.of(Part.ANY))
                .can(Capability.TRAJECTORY)
                .builds(() -> (spec, context) -> null);
        assertThat(offered(able, LABELLED)).containsExactly("samples", "by_class", "completion", "trajectory");
        assertThat(offered(able, UNLABELLED)).containsExactly("samples", "completion", "trajectory");
        Offer samples = Views.offeredBy(able, LABELLED).get(0);
        assertThat(samples.arguments()).containsExactlyInAnyOrder(Argument.SAMPLER, Argument.LABEL);
        Offer completion = Views.offeredBy(able, UNLABELLED).get(1);
        assertThat(completion.patterns()).containsExactly(Pattern.START, Pattern.SCATTERED);
        assertThat(Views.abilities(able)).containsExactly("sample_by_class", "complete", "trajectory");
    }

    @Test
    void a_scorer_draws_nothing_and_shows_what_it_can() {
        Variant scorer =
                Variant.named("scorer", "Scorer").can(Capability.RECONSTRUCT).builds(() -> (spec, context) -> null);
        assertThat(offered(scorer, LABELLED)).containsExactly("reconstructions");
    }

    private static List<String> offered(Variant variant, DataSpec data) {
        return Views.offeredBy(variant, data).stream()
                .map(offer -> offer.view().id())
                .toList();
    }
}
