package org.genera.views;

import java.util.List;
import java.util.stream.Collectors;
import org.genera.spi.Capability;
import org.genera.spi.DataSpec;
import org.genera.spi.Part;
import org.genera.spi.Variant;

/** The one list of what trained models can be asked to show, and of what they can do. */
public final class Views {
    /** Test examples as the model sees data. */
    public static final String REFERENCE = "reference";

    /** Draws of the model. */
    public static final String SAMPLES = "samples";

    /** Samples and their nearest training examples. */
    public static final String NEIGHBOURS = "neighbours";

    /** In the order in which the pages offer them. */
    public static final List<View> ALL = List.of(
            new SamplesView(),
            new ByClassView(),
            new CompletionView(),
            new ReconstructionView(),
            new InterpolationView(),
            new TraversalView(),
            new FilmView(),
            new NeighboursView(),
            new ReferenceView());

    /** In the order of the table of families. */
    public static final List<Ability> ABILITIES = List.of(
            Ability.given("sample_by_class", "sample by class", Part.LABEL),
            Ability.given("translate", "translate", Part.FIRST, Part.SECOND),
            Ability.given("complete", "complete", Part.ANY, Part.PREFIX),
            Ability.of(Capability.EXACT_LIKELIHOOD, "exact log p"),
            Ability.of(Capability.LIKELIHOOD_BOUND, "bound on log p"),
            Ability.of(Capability.LIKELIHOOD_ESTIMATE, "estimate of log p"),
            Ability.of(Capability.RECONSTRUCT, "reconstruct"),
            Ability.of(Capability.ENCODE, "encode"),
            Ability.of(Capability.LATENT_SPACE, "interpolate, traverse"),
            Ability.of(Capability.TRAJECTORY, "trajectory"),
            Ability.of(Capability.CLASSIFY, "classify"),
            Ability.of(Capability.DISCRIMINATE, "discriminate"),
            Ability.of(Capability.CODES, "codes on a grid"),
            Ability.of(Capability.SCORE, "score"),
            Ability.of(Capability.GUIDE, "guide others"),
            Ability.of(Capability.EMBED, "embed"));

    private Views() {}

    /** @throws IllegalArgumentException if there is none of the id, naming those there are */
    public static View named(String id) {
        return ALL.stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind: expected one of "
                        + ALL.stream().map(View::id).collect(Collectors.joining(", ")) + ", got \"" + id + "\""));
    }

    /** What a request may ask of runs of a variant on such data. */
    public static List<Offer> offeredBy(Variant variant, DataSpec data) {
        return ALL.stream()
                .filter(view -> view.offeredBy(variant, data))
                .map(view -> Offer.of(view, variant, data))
                .toList();
    }

    /** Ids of what models of a variant can do. */
    public static List<String> abilities(Variant variant) {
        return ABILITIES.stream()
                .filter(ability -> ability.of().test(variant))
                .map(Ability::id)
                .toList();
    }
}
