package org.genera.views;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.genera.run.request.DrawRequest;
import org.genera.run.spec.Protocol;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DataSpec;
import org.genera.spi.Knowledge;
import org.genera.spi.Known;
import org.genera.spi.Model;
import org.genera.spi.Sampling;
import org.genera.spi.Variant;

/** Each row: what is known of a test example, draws of the rest, and the whole example. */
final class CompletionView implements View {
    private static final int DRAWS_OF_POINTS = 100;
    private static final int DRAWS = 6;
    private static final int USUAL_ROWS = 8;
    private static final int MOST_ROWS = 100;

    @Override
    public String id() {
        return "completion";
    }

    @Override
    public String title() {
        return "completion";
    }

    @Override
    public Layout layout() {
        return Layout.GIVEN;
    }

    @Override
    public Set<Argument> arguments() {
        return Set.of(Argument.SAMPLER, Argument.PATTERN);
    }

    @Override
    public boolean offeredBy(Variant variant, DataSpec data) {
        return !patterns(variant.knows(), data.shape()).isEmpty();
    }

    @Override
    public boolean shownBy(Model model, DataSpec data) {
        return model instanceof Sampling sampling
                && !patterns(sampling.knows(), data.shape()).isEmpty();
    }

    /** What can be given, the usual first. */
    static List<Pattern> patterns(List<Knowledge> knows, DataShape shape) {
        return Arrays.stream(Pattern.values())
                .filter(pattern -> pattern.of(shape, knows).isPresent())
                .toList();
    }

    @Override
    public int usualCount(Kind kind) {
        return USUAL_ROWS;
    }

    @Override
    public OptionalInt atEnd(Protocol protocol, Kind kind) {
        return OptionalInt.of(USUAL_ROWS);
    }

    @Override
    public ViewContent make(Subject subject, DrawRequest request) throws Cancelled {
        Pattern pattern = pattern(subject, request);
        Known known = pattern.of(subject.shape(), subject.sampling().knows())
                .orElseThrow(() -> subject.unable("be given the " + pattern.title()));
        if (request.count() > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "count: expected at most " + MOST_ROWS + " examples to complete, got " + request.count());
        }
        Batch examples = subject.data().test(request.count());
        int rows = examples.count();
        int size = subject.size();
        int draws = subject.shape().kind() == Kind.VECTOR ? DRAWS_OF_POINTS : DRAWS;
        int columns = draws + 2;
        // Row by row, so that the first rows are the same however many there are.
        Batch eachForItsDraws = examples.take(
                IntStream.range(0, rows * draws).map(i -> i / draws).toArray());
        float[] drawn = subject.draws()
                .values(
                        rows * draws,
                        request.noiseSeed(),
                        subject.way(request),
                        Givens.of(eachForItsDraws, known, pattern.title()));
        float[] whole = SequenceEnds.marked(subject.shape(), examples);
        float[] values = new float[rows * columns * size];
        for (int row = 0; row < rows; row++) {
            int from = row * columns * size;
            for (int i = 0; i < size; i++) {
                values[from + i] = known.value(i) ? whole[row * size + i] : Float.NaN;
            }
            System.arraycopy(drawn, row * draws * size, values, from + size, draws * size);
            System.arraycopy(whole, row * size, values, from + (draws + 1) * size, size);
        }
        return ViewContent.rows("Test examples of which a part is known, completed, and whole", values, rows, columns)
                .given(pattern.title());
    }

    private static Pattern pattern(Subject subject, DrawRequest request) {
        List<Pattern> able = patterns(subject.sampling().knows(), subject.shape());
        if (able.isEmpty()) {
            throw subject.unable("complete examples");
        }
        return Optional.of(request.pattern())
                .filter(wanted -> !wanted.isEmpty())
                .map(wanted -> Arrays.stream(Pattern.values())
                        .filter(each -> each.name().equalsIgnoreCase(wanted))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "pattern: expected one of " + able + ", got \"" + wanted + "\"")))
                .orElse(able.get(0));
    }
}
