package org.genera.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.genera.run.Json;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void a_plan_of_old_calls_the_setup_ground() throws Exception {
        Plan plan = Plan.builtIn("ring.json");
        String older = Json.write(plan).replace("\"setup\":", "\"ground\":");
        assertThat(older).contains("ground");
        assertThat(Json.read(older, Plan.class)).isEqualTo(plan);
    }
}
