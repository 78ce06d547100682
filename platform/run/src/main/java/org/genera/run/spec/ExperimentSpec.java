package org.genera.run.spec;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;

/**
 * An experiment as it is kept in {@code experiment.json}.
 *
 * @param id of the experiment, also the name of its directory
 * @param name for people
 * @param note for people; may be empty
 * @param setup what its runs share
 * @param createdAt when
 */
public record ExperimentSpec(
        String id,
        String name,
        String note,
        @JsonAlias("ground") ExperimentSetup setup,
        Instant createdAt) {}
