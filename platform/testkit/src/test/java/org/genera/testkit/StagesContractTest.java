package org.genera.testkit;

import org.genera.spi.ModelFamily;

class StagesContractTest extends FamilyContract {

    @Override
    protected ModelFamily family() {
        return new StagesFamily();
    }
}
