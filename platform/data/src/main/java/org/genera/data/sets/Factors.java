package org.genera.data.sets;

import java.util.List;

/** What a generated set was drawn from, known for each example. */
public interface Factors {

    /** In the order of {@link #of}. */
    List<Factor> factors();

    /** The factors of the example with an index in the whole set. */
    double[] of(int index);

    /**
     * One of them.
     *
     * @param name for people
     * @param unit of its values, empty for none
     * @param from the smallest value
     * @param to above all values
     * @param names of the values 0, 1, 2 …, or empty where it is continuous
     */
    record Factor(String name, String unit, double from, double to, List<String> names) {}
}
