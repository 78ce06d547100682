package org.genera.views;

import java.util.function.Predicate;
import org.genera.spi.Capability;
import org.genera.spi.Part;
import org.genera.spi.Variant;

/**
 * A thing that models of a variant can do, as the table of families shows it.
 *
 * @param id lower-case words joined by underscores
 * @param title for people, two or three words
 * @param of whether a variant has it
 */
public record Ability(String id, String title, Predicate<Variant> of) {

    static Ability of(Capability capability, String title) {
        return new Ability(
                capability.name().toLowerCase(java.util.Locale.ROOT),
                title,
                variant -> variant.capabilities().contains(capability));
    }

    /** A draw can be given one of these parts, alone or with a label. */
    static Ability given(String id, String title, Part... parts) {
        return new Ability(
                id,
                title,
                variant -> variant.knows().stream()
                        .anyMatch(knowledge -> java.util.Arrays.stream(parts)
                                .anyMatch(part -> knowledge.parts().contains(part))));
    }
}
