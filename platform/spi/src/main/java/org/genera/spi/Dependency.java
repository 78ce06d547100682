package org.genera.spi;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Another run that a variant's models, or the draws of a sampler, build on: a prior on the run whose codes it models, a
 * guided draw on the run that guides. The user chooses the run; whoever declares this is handed its trained model.
 *
 * @param role what the other run is here: lower-case words joined by dashes, such as {@code codes} or {@code guide}
 * @param title as the form shows it
 * @param help which run to choose, in a sentence
 * @param needs what the other run's model must be able to do; empty if training it is enough
 * @param sameData whether it must have been trained on data of the same shape, range and classes: the same data set with
 *     the same preprocessing
 * @param optional whether it may be left out
 */
public record Dependency(
        String role, String title, String help, Set<Capability> needs, boolean sameData, boolean optional) {

    public Dependency {
        Names.requireId("role", role);
        Names.requireText("title of the role " + role, title);
        Names.requireText("help of the role " + role, help);
        needs = Set.copyOf(needs);
    }

    /** One that must be chosen, trained on the same data. */
    public static Dependency onSameData(String role, String title, String help, Capability... needs) {
        return new Dependency(role, title, help, Set.of(needs), true, false);
    }

    /** The same, but it may be left out. */
    public Dependency orNone() {
        return new Dependency(role, title, help, needs, sameData, true);
    }

    /** The same, whatever the other run was trained on. */
    public Dependency onAnyData() {
        return new Dependency(role, title, help, needs, false, optional);
    }

    static void requireDistinct(String whose, List<Dependency> dependencies) {
        Set<String> roles = new HashSet<>();
        for (Dependency dependency : dependencies) {
            if (!roles.add(dependency.role())) {
                throw new IllegalArgumentException(whose + " declares the role " + dependency.role() + " twice");
            }
        }
    }
}
