package org.genera.spi;

import java.util.List;

/** Models that have a row of numbers to show, such as the KL of each latent dimension or the loss at each timestep. */
public interface Profiles {

    /** Measured on the examples of the batch. */
    List<Profile> profiles(Batch batch, long seed);

    /**
     * A row of numbers.
     *
     * @param name camel case
     * @param title of the chart
     * @param axis what the index counts, such as {@code "latent dimension"}
     * @param unit of the values
     * @param values by index
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Profile(String name, String title, String axis, String unit, double[] values) {
        public Profile {
            Names.requireWord("profile name", name);
        }
    }
}
