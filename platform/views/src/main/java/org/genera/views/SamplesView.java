package org.genera.views;

import java.util.Set;
import org.genera.run.request.DrawRequest;
import org.genera.spi.DataSpec;
import org.genera.spi.Model;
import org.genera.spi.Sampling;
import org.genera.spi.Variant;

/** Draws of the model: whole examples, of one class where that is requested, or the rest of test examples where a model needs them. */
final class SamplesView implements View {

    @Override
    public String id() {
        return "samples";
    }

    @Override
    public String title() {
        return "samples";
    }

    @Override
    public Layout layout() {
        return Layout.FREE;
    }

    @Override
    public Set<Argument> arguments() {
        return Set.of(Argument.SAMPLER, Argument.LABEL);
    }

    @Override
    public boolean offeredBy(Variant variant, DataSpec data) {
        return !variant.samplers().isEmpty();
    }

    @Override
    public boolean shownBy(Model model, DataSpec data) {
        return model instanceof Sampling;
    }

    @Override
    public ViewContent make(Subject subject, DrawRequest request) throws Cancelled {
        Givens givens = givens(subject, request);
        float[] values = subject.draws().values(request.count(), request.noiseSeed(), subject.way(request), givens);
        String title = request.label().isPresent()
                ? "Samples of the class "
                        + subject.classes().get(request.label().getAsInt())
                : "Samples";
        return ViewContent.still(title, values, request.count(), givens.words());
    }

    /** The class that is requested, or what the model is usually given. */
    static Givens givens(Subject subject, DrawRequest request) {
        if (request.label().isEmpty()) {
            return subject.usuallyGiven(request.count());
        }
        ByClassView.requireLabels(subject);
        int label = request.label().getAsInt();
        int classes = subject.data().spec().classes();
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException("label: expected a class from 0 to " + (classes - 1) + ", got " + label);
        }
        return Givens.ofClass(label, subject.shape());
    }
}
