package org.genera.plugins.bernoulli;

import org.genera.spi.ModelFamily;
import org.genera.testkit.FamilyContract;

class BernoulliContractTest extends FamilyContract {
    @Override
    protected ModelFamily family() {
        return new BernoulliFamily();
    }
}
