package org.genera.views;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.genera.spi.DataSpec;
import org.genera.spi.Variant;

/**
 * A view that runs of a variant on some data offer, with what a request for it may choose.
 *
 * @param view that is offered
 * @param arguments what may be chosen
 * @param patterns what may be known of the test examples, the usual first; empty where nothing may
 * @param usualCount how many a form proposes
 */
public record Offer(View view, Set<Argument> arguments, List<Pattern> patterns, int usualCount) {

    static Offer of(View view, Variant variant, DataSpec data) {
        EnumSet<Argument> arguments = EnumSet.noneOf(Argument.class);
        arguments.addAll(view.arguments());
        if (data.classes() == 0 || !ByClassView.takesLabel(variant.knows())) {
            arguments.remove(Argument.LABEL);
        }
        List<Pattern> patterns = arguments.contains(Argument.PATTERN)
                ? CompletionView.patterns(variant.knows(), data.shape())
                : List.of();
        return new Offer(view, arguments, patterns, view.usualCount(data.shape().kind()));
    }
}
