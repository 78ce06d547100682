package org.genera.spi;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * One family of generative models: the entry point of a plugin. A card and a list of variants, which build their models
 * themselves.
 *
 * <p>The class needs a public constructor without arguments and the annotation {@code @org.pf4j.Extension}. {@link
 * #card()} and {@link #variants()} are called in a short process of their own, which asks what the family is, and in
 * worker processes; they answer at once and always the same, and start no TensorFlow. {@link #build} is called in a
 * worker process.
 */
public interface ModelFamily extends ExtensionPoint {

    /** What the family is, for people. */
    FamilyCard card();

    /** The members of the family, the usual one first; never empty, ids unique. */
    List<Variant> variants();

    /**
     * The variant of an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    default Variant variant(String id) {
        return variants().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("variant: expected one of "
                        + variants().stream().map(Variant::id).toList() + " of the family " + card().id() + ", got "
                        + id));
    }

    /**
     * Builds an untrained model. Called once in a worker process, by its only training thread.
     *
     * @throws IllegalArgumentException if the specification asks for what the variant cannot do; the message is shown to
     *     the user
     */
    default Model build(ModelSpec spec, ModelContext context) {
        return variant(spec.variant()).build(spec, context);
    }
}
