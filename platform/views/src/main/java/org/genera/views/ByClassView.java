package org.genera.views;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.genera.run.request.DrawRequest;
import org.genera.run.spec.Protocol;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DataSpec;
import org.genera.spi.Knowledge;
import org.genera.spi.Known;
import org.genera.spi.Model;
import org.genera.spi.Sampling;
import org.genera.spi.Variant;

/** Draws of each class, a row for each; a column shares its noise. */
final class ByClassView implements View {
    private static final int POINTS_PER_CLASS = 200;
    private static final int IN_A_ROW = 10;

    @Override
    public String id() {
        return "by_class";
    }

    @Override
    public String title() {
        return "by class";
    }

    @Override
    public Layout layout() {
        return Layout.ROWS;
    }

    @Override
    public Set<Argument> arguments() {
        return Set.of(Argument.SAMPLER);
    }

    @Override
    public boolean offeredBy(Variant variant, DataSpec data) {
        return data.classes() > 0 && takesLabel(variant.knows());
    }

    @Override
    public boolean shownBy(Model model, DataSpec data) {
        return data.classes() > 0 && model instanceof Sampling sampling && takesLabel(sampling.knows());
    }

    static boolean takesLabel(List<Knowledge> knows) {
        return Knowledge.refusal(knows, Known.LABEL).isEmpty();
    }

    /** @throws IllegalArgumentException if the model does not draw by class */
    static void requireLabels(Subject subject) {
        if (!takesLabel(subject.sampling().knows())) {
            throw subject.unable("draw from a class");
        }
    }

    @Override
    public Counted counts() {
        return Counted.EXAMPLES;
    }

    @Override
    public int usualCount(Kind kind) {
        return kind == Kind.VECTOR ? POINTS_PER_CLASS : IN_A_ROW;
    }

    @Override
    public OptionalInt atEnd(Protocol protocol, Kind kind) {
        return OptionalInt.of(usualCount(kind));
    }

    @Override
    public ViewContent make(Subject subject, DrawRequest request) throws Cancelled {
        requireLabels(subject);
        int classes = subject.data().spec().classes();
        int columns = request.count();
        int rowSize = columns * subject.size();
        float[] values = new float[classes * rowSize];
        ChunkedDraws draws = subject.draws();
        for (int label = 0; label < classes; label++) {
            Givens givens = Givens.ofClass(label, subject.shape());
            float[] row = draws.values(columns, request.noiseSeed(), subject.way(request), givens);
            System.arraycopy(row, 0, values, label * rowSize, rowSize);
        }
        return ViewContent.rows("Samples of each class", values, classes, columns);
    }
}
