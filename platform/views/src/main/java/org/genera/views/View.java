package org.genera.views;

import java.util.OptionalInt;
import java.util.Set;
import org.genera.run.request.DrawRequest;
import org.genera.run.spec.Protocol;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DataSpec;
import org.genera.spi.Model;
import org.genera.spi.Variant;

/**
 * One way to look at a trained model: who offers it, what a request for it may choose, how it lies on the page, and how it is
 * made. A new view is one class and its line in {@link Views}.
 */
public interface View {

    /** Lower-case words joined by underscores; stays the same for ever, since stored sample sets refer to it. */
    String id();

    /** For people, a word or two. */
    String title();

    Layout layout();

    /** What a request for it may choose. */
    default Set<Argument> arguments() {
        return Set.of();
    }

    /** Whether a request for it can be granted for models of a variant on such data. */
    boolean offeredBy(Variant variant, DataSpec data);

    /** Whether a model can show it; a model may lack what its variant offers. */
    boolean shownBy(Model model, DataSpec data);

    /** What a request counts: examples, or rows. */
    default Counted counts() {
        return layout() == Layout.FREE || layout() == Layout.FILM ? Counted.EXAMPLES : Counted.ROWS;
    }

    /** How many a form proposes. */
    default int usualCount(Kind kind) {
        return counts() == Counted.ROWS ? 10 : kind == Kind.VECTOR ? 1_000 : 64;
    }

    /** How many an experiment's protocol wants when a run ends; empty if it wants none. */
    default OptionalInt atEnd(Protocol protocol, Kind kind) {
        return OptionalInt.empty();
    }

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the model cannot show it, in words for people
     */
    ViewContent make(Subject subject, DrawRequest request) throws Cancelled;

    /** What a request counts. */
    enum Counted {
        EXAMPLES,
        ROWS
    }
}
