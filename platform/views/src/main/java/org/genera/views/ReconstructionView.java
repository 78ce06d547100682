package org.genera.views;

import java.util.OptionalInt;
import org.genera.run.request.DrawRequest;
import org.genera.run.spec.Protocol;
import org.genera.spi.Batch;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DataSpec;
import org.genera.spi.Model;
import org.genera.spi.Reconstruction;
import org.genera.spi.Variant;

/** Test examples and their reconstructions in alternating rows. */
final class ReconstructionView implements View {
    private static final int POINTS = 2_000;
    private static final int OTHERS = 30;

    @Override
    public String id() {
        return "reconstructions";
    }

    @Override
    public String title() {
        return "reconstructions";
    }

    @Override
    public Layout layout() {
        return Layout.ROWS;
    }

    @Override
    public Counted counts() {
        return Counted.EXAMPLES;
    }

    @Override
    public int usualCount(Kind kind) {
        return kind == Kind.VECTOR ? POINTS : OTHERS;
    }

    @Override
    public OptionalInt atEnd(Protocol protocol, Kind kind) {
        return OptionalInt.of(usualCount(kind));
    }

    @Override
    public boolean offeredBy(Variant variant, DataSpec data) {
        return variant.capabilities().contains(Capability.RECONSTRUCT);
    }

    @Override
    public boolean shownBy(Model model, DataSpec data) {
        return model instanceof Reconstruction;
    }

    @Override
    public ViewContent make(Subject subject, DrawRequest request) {
        Batch batch = subject.data().test(request.count());
        float[] given = SequenceEnds.marked(subject.shape(), batch);
        float[] reconstructed = SequenceEnds.marked(
                subject.as(Reconstruction.class, "reconstruct").reconstruct(batch));
        int columns = switch (subject.shape().kind()) {
            case VECTOR -> batch.count();
            // A strip each, its reconstruction right below.
            case SEQUENCE -> 1;
            default -> Math.min(10, batch.count());
        };
        int rows = batch.count() / columns;
        int rowSize = columns * subject.size();
        float[] values = new float[2 * rows * rowSize];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(given, row * rowSize, values, 2 * row * rowSize, rowSize);
            System.arraycopy(reconstructed, row * rowSize, values, (2 * row + 1) * rowSize, rowSize);
        }
        return ViewContent.rows("Test examples and their reconstructions", values, 2 * rows, columns);
    }
}
