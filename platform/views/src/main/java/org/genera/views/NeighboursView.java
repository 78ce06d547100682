package org.genera.views;

import org.genera.run.request.DrawRequest;
import org.genera.spi.DataSpec;
import org.genera.spi.Model;
import org.genera.spi.Variant;

/** Each row is a sample and its nearest training examples; an evaluation finds them, no request. */
final class NeighboursView implements View {

    @Override
    public String id() {
        return Views.NEIGHBOURS;
    }

    @Override
    public String title() {
        return "nearest training";
    }

    @Override
    public Layout layout() {
        return Layout.NEIGHBOURS;
    }

    @Override
    public boolean offeredBy(Variant variant, DataSpec data) {
        return false;
    }

    @Override
    public boolean shownBy(Model model, DataSpec data) {
        return false;
    }

    @Override
    public ViewContent make(Subject subject, DrawRequest request) {
        throw new IllegalArgumentException(
                "kind: expected one that is drawn, got neighbours; evaluate the checkpoint to see them");
    }
}
