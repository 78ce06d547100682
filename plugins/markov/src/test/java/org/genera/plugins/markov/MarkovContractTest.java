package org.genera.plugins.markov;

import org.genera.spi.ModelFamily;
import org.genera.testkit.FamilyContract;

class MarkovContractTest extends FamilyContract {
    @Override
    protected ModelFamily family() {
        return new MarkovFamily();
    }
}
