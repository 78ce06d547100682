package org.genera.spi;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * One family of generative models: the entry point of a plugin.
 *
 * <p>The class needs a public constructor without arguments, the annotation {@code @org.pf4j.Extension}, and no field,
 * parameter or return type of TensorFlow. {@link #card()} and {@link #variants()} are called in a short process of
 * their own, which asks what the family is, and in worker processes; they answer at once and always the same. {@link
 * #build} is called in a worker process.
 */
public interface ModelFamily extends ExtensionPoint {

    /** What the family is, for people. */
    FamilyCard card();

    /** The members of the family, the usual one first; never empty, ids unique. */
    List<Variant> variants();

    /**
     * Builds an untrained model. Called once in a worker process, by its only training thread.
     *
     * @throws IllegalArgumentException if the specification asks for what the variant cannot do; the message is shown to
     *     the user
     */
    GenerativeModel build(ModelSpec spec, ModelContext context);
}
