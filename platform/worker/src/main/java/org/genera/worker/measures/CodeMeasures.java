package org.genera.worker.measures;

import java.util.List;
import org.genera.evaluation.Features;
import org.genera.evaluation.Gaussian;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.journal.MeasurementContext;
import org.genera.spi.Batch;
import org.genera.spi.Encoder;
import org.genera.views.Cancelled;
import org.genera.worker.context.RunContext;
import org.genera.worker.process.Cancellation;

/** Measures over the codes that a model has for examples that it was not trained on. */
final class CodeMeasures {
    /** Fewer examples for each dimension of a code say little of its correlations. */
    private static final int EXAMPLES_FOR_A_DIMENSION = 10;

    private final RunContext open;
    private final TestExamples test;
    private final Cancellation cancellation;

    CodeMeasures(RunContext open, TestExamples test, Cancellation cancellation) {
        this.open = open;
        this.test = test;
        this.cancellation = cancellation;
    }

    /** Nothing of a model without codes, or with codes of one number or that are shares, or of too few examples. */
    List<Measurement> measure() throws Cancelled {
        if (open.model() instanceof Encoder encoder) {
            float[] codes = codes(encoder);
            int width = encoder.codeWidth();
            return areShares(codes, width) ? List.of() : totalCorrelation(Features.of(codes, width));
        }
        return List.of();
    }

    /** Shares of a whole, as a mixture's responsibilities are, can never be independent of each other. */
    static boolean areShares(float[] codes, int width) {
        for (int i = 0; i < codes.length; i += width) {
            double sum = 0;
            for (int j = i; j < i + width; j++) {
                sum += codes[j] < 0 ? Double.NaN : codes[j];
            }
            if (!(Math.abs(sum - 1) < 1e-3)) {
                return false;
            }
        }
        return true;
    }

    private float[] codes(Encoder encoder) throws Cancelled {
        float[] codes = new float[test.count() * encoder.codeWidth()];
        int next = 0;
        for (Batch chunk : test.chunks()) {
            cancellation.leaveIfAsked();
            float[] some = encoder.encode(chunk);
            System.arraycopy(some, 0, codes, next, some.length);
            next += some.length;
        }
        return codes;
    }

    private List<Measurement> totalCorrelation(Features codes) {
        int width = codes.width();
        if (width < 2 || codes.count() < EXAMPLES_FOR_A_DIMENSION * width) {
            return List.of();
        }
        return List.of(new Measurement(
                Gaussian.TOTAL_CORRELATION,
                codes.finite() ? Gaussian.of(codes).totalCorrelation() : Double.NaN,
                null,
                MeasurementContext.over(test.split(), codes.count())
                        .setting(width + " dimensions")
                        .biasFloor(Gaussian.biasFloorOfTotalCorrelation(width, codes.count())),
                "of one code for each example, where it is a distribution its mean; 0 where the dimensions are"
                        + " independent"));
    }
}
