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
        return role.role().equals(CodesFamily.GUIDE)
                ? new OtherRun(new AbilitiesFamily(), AbilitiesFamily.PROTOTYPES)
                : new OtherRun(new CodesFamily(), CodesFamily.CENTRED);
    }
}
