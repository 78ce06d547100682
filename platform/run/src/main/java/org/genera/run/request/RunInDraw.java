package org.genera.run.request;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.genera.run.spec.PinnedRun;

/**
 * Another run that leads a draw, in a role that the sampler declares, to one of three: a class, a text, or half of a test
 * example, all of its own data.
 *
 * @param pin its checkpoint
 * @param label class that it leads to
 * @param text that it leads to, in the alphabet of its data; empty where it leads to something else
 * @param example whose half it leads to, from 0 for the first of the test split
 * @param weight of its gradient; 1 is Bayes' rule, 0 leads nowhere
 */
public record RunInDraw(PinnedRun pin, OptionalInt label, String text, OptionalInt example, double weight) {

    public RunInDraw {
        label = Objects.requireNonNullElse(label, OptionalInt.empty());
        // What was asked for before guides could lead to more than a class names no text and no example.
        text = Objects.requireNonNullElse(text, "");
        example = Objects.requireNonNullElse(example, OptionalInt.empty());
        long targets = Stream.of(label.isPresent(), !text.isEmpty(), example.isPresent())
                .filter(there -> there)
                .count();
        if (targets != 1) {
            throw new IllegalArgumentException("expected one of a label, a text and an example to be led to by run "
                    + pin.run() + ", got " + (targets == 0 ? "none" : targets + " of them"));
        }
    }

    /** To a class. */
    public RunInDraw(PinnedRun pin, int label, double weight) {
        this(pin, OptionalInt.of(label), "", OptionalInt.empty(), weight);
    }

    /** To a text. */
    public RunInDraw(PinnedRun pin, String text, double weight) {
        this(pin, OptionalInt.empty(), text, OptionalInt.empty(), weight);
    }

    /** To half of a test example. */
    public static RunInDraw toExample(PinnedRun pin, int example, double weight) {
        return new RunInDraw(pin, OptionalInt.empty(), "", OptionalInt.of(example), weight);
    }
}
