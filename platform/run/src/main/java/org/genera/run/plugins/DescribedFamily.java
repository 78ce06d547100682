package org.genera.run.plugins;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.genera.spi.FamilyCard;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;

/**
 * A family as data: what its plugin says of itself, asked once in a process of its own. No code of a plugin stands behind
 * it.
 *
 * @param card what the family is
 * @param variants its members, the usual one first
 */
public record DescribedFamily(FamilyCard card, List<Variant> variants) {

    public DescribedFamily {
        variants = variants.stream().map(Variant::described).toList();
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("the family " + card.id() + " has no variant");
        }
        Set<String> ids = new HashSet<>();
        for (Variant variant : variants) {
            if (!ids.add(variant.id())) {
                throw new IllegalArgumentException("the family " + card.id() + " has two variants " + variant.id());
            }
        }
    }

    /**
     * Asks the family's own code.
     *
     * @throws IllegalArgumentException saying what of the answer cannot be kept or shown
     */
    static DescribedFamily of(ModelFamily family) {
        DescribedFamily described = new DescribedFamily(
                Objects.requireNonNull(family.card(), "card() answered null"),
                Objects.requireNonNull(family.variants(), "variants() answered null"));
        FamilyCheck.require(described);
        return described;
    }

    public String id() {
        return card.id();
    }

    public Optional<Variant> variant(String id) {
        return variants.stream().filter(each -> each.id().equals(id)).findFirst();
    }
}
