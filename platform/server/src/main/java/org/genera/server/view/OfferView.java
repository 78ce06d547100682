package org.genera.server.view;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.genera.views.Argument;
import org.genera.views.Layout;
import org.genera.views.Offer;
import org.genera.views.Pattern;
import org.genera.views.View;

/** A view that a run offers, as the OpenAPI document describes it. */
public record OfferView(
        String id,
        String title,
        Layout layout,
        View.Counted counts,
        int usualCount,
        Set<Argument> arguments,
        List<PatternView> patterns) {

    public static OfferView of(Offer offer) {
        return new OfferView(
                offer.view().id(),
                offer.view().title(),
                offer.view().layout(),
                offer.view().counts(),
                offer.usualCount(),
                offer.arguments(),
                offer.patterns().stream().map(PatternView::of).toList());
    }

    /** What may be known of an example. */
    public record PatternView(String id, String title) {
        static PatternView of(Pattern pattern) {
            return new PatternView(pattern.name().toLowerCase(Locale.ROOT), pattern.title());
        }
    }
}
