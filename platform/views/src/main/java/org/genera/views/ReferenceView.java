package org.genera.views;

import org.genera.run.request.DrawRequest;
import org.genera.spi.Batch;
import org.genera.spi.DataSpec;
import org.genera.spi.Model;
import org.genera.spi.Variant;

/** Test examples as the model sees data; the background of all other sets, and not offered as one of them. */
final class ReferenceView implements View {

    @Override
    public String id() {
        return Views.REFERENCE;
    }

    @Override
    public String title() {
        return "test examples";
    }

    @Override
    public Layout layout() {
        return Layout.FREE;
    }

    @Override
    public boolean offeredBy(Variant variant, DataSpec data) {
        return false;
    }

    @Override
    public boolean shownBy(Model model, DataSpec data) {
        return true;
    }

    @Override
    public ViewContent make(Subject subject, DrawRequest request) {
        Batch batch = subject.data().test(request.count());
        return ViewContent.still("Test examples", SequenceEnds.marked(subject.shape(), batch), batch.count(), "");
    }
}
