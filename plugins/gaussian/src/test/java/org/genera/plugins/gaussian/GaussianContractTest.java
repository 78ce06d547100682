package org.genera.plugins.gaussian;

import org.genera.spi.ModelFamily;
import org.genera.testkit.FamilyContract;

class GaussianContractTest extends FamilyContract {
    @Override
    protected ModelFamily family() {
        return new GaussianFamily();
    }
}
