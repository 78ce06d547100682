package org.genera.run.sight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one measure answers to one damage.
 *
 * @param damage its name
 * @param values for each strength one of each repeat
 * @param course over the strengths
 * @param seenFrom the least strength at which chance explains no repeat's answer, and at every stronger one; null for none
 */
public record Answer(
        String damage,
        List<List<Double>> values,
        Course course,
        @Nullable Double seenFrom) {

    /** Which way the values go. */
    public enum Course {
        /** On average nowhere further from undamaged examples than those are from each other. */
        BLIND,
        /** Up, without a step back that chance would not explain. */
        RISES,
        /** Down, the same way. */
        FALLS,
        /** Away, but there and back, or now up and now down: a stronger damage may look like a weaker one or like none. */
        UNSTEADY
    }
}
