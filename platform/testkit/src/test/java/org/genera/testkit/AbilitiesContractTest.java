package org.genera.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.genera.spi.Capability;
import org.genera.spi.ModelFamily;
import org.genera.spi.Variant;
import org.junit.jupiter.api.Test;

class AbilitiesContractTest extends FamilyContract {

    @Override
    protected ModelFamily family() {
        return new AbilitiesFamily();
    }

    @Test
    void what_no_family_has_yet_is_tried_here() {
        Set<Capability> tried = EnumSet.noneOf(Capability.class);
        for (Variant variant : family().variants()) {
            tried.addAll(variant.capabilities());
        }
        assertThat(tried).contains(Capability.CODES, Capability.SCORE, Capability.GUIDE, Capability.EMBED);
    }
}
