package org.genera.testkit;

import org.genera.spi.Dependency;
import org.genera.spi.ModelFamily;

class CodesContractTest extends FamilyContract {

    @Override
    protected ModelFamily family() {
        return new CodesFamily();
    }

    @Override
    protected OtherRun dependency(Dependency role) {
        return new OtherRun(new CodesFamily(), CodesFamily.CENTRED);
    }
}
