package org.genera.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Half;
import org.genera.spi.Knowledge;
import org.genera.spi.ModelSpec;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.StepReport;

/** Halves that know nothing of each other: the mean of pictures beside the mean of others, or beside independent symbols. */
final class MeanPairModel implements Counting {
    static final List<Knowledge> KNOWS =
            List.of(Knowledge.NOTHING, Knowledge.of(Part.FIRST), Knowledge.of(Part.SECOND));

    private final DataShape.Pair shape;
    /** In the order of {@link Half}. */
    private final List<Counting> halves;

    MeanPairModel(ModelSpec spec) {
        this.shape = (DataShape.Pair) spec.data().shape();
        this.halves = shape.parts().stream().map(MeanPairModel::model).toList();
    }

    private static Counting model(DataShape half) {
        return half instanceof DataShape.Sequence sequence ? new UnigramModel(sequence) : new MeanModel(half);
    }

    @Override
    public StepReport learn(Batch batch) {
        double loss = 0;
        for (Half half : Half.values()) {
            StepReport report = halves.get(half.ordinal()).learn(batch.half(half, shape));
            loss += report.metrics().getOrDefault(CountingFamily.LOSS, 0.0);
        }
        return StepReport.of(Map.of(CountingFamily.LOSS, loss));
    }

    @Override
    public List<Knowledge> knows() {
        return KNOWS;
    }

    @Override
    public Samples sample(SampleRequest request) {
        return Samples.paired(half(Half.FIRST, request), half(Half.SECOND, request));
    }

    /** As it was given, if it was, else drawn. */
    private Samples half(Half half, SampleRequest request) {
        if (request.known().half().equals(Optional.of(half))) {
            Batch given = request.given().orElseThrow().examples().half(half, shape);
            return new Samples(shape.half(half), given.count(), given.values(), given.lengths());
        }
        long seed = 2 * request.seed() + half.ordinal();
        SampleRequest alone = new SampleRequest(request.count(), seed, request.sampler(), request.settings());
        return halves.get(half.ordinal()).sample(alone);
    }

    @Override
    public long parameterCount() {
        return halves.stream().mapToLong(Counting::parameterCount).sum();
    }

    @Override
    public double[][] rows() {
        return halves.stream().flatMap(half -> Stream.of(half.rows())).toArray(double[][]::new);
    }
}
