package org.genera.worker.measures;

import java.util.Optional;
import org.genera.views.Cancelled;
import org.genera.views.Givens;
import org.genera.views.Subject;
import org.genera.worker.context.EvaluationSampler;
import org.genera.worker.context.RunContext;
import org.genera.worker.process.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one evaluation: drawn once for all examples that they stand against, unless the model is given something
 * of these.
 */
final class EvaluationDraws {
    /** Apart from the noise of the sample sets, which people look at. */
    private static final long EVALUATION_NOISE = 0x5EED0FE7A1L;

    private final RunContext open;
    private final Cancellation cancellation;
    private @Nullable Drawn ofNothing;

    EvaluationDraws(RunContext open, Cancellation cancellation) {
        this.open = open;
        this.cancellation = cancellation;
    }

    /**
     * Samples as the model gives them.
     *
     * @param count how many
     * @param seed of the draws
     * @param givens what was given
     * @param seconds that drawing took
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Drawn(EvaluationSampler by, int count, long seed, Givens givens, float[] values, double seconds) {}

    /** Nothing where the variant cannot be sampled. */
    Optional<Drawn> against(TestExamples examples) throws Cancelled {
        Optional<EvaluationSampler> by = open.evaluationSampler();
        if (by.isEmpty()) {
            return Optional.empty();
        }
        if (ofNothing != null) {
            return Optional.of(ofNothing);
        }
        int count = open.spec().setup().protocol().evaluationSamples();
        long seed = open.evaluationSeed(EVALUATION_NOISE);
        long before = System.nanoTime();
        Subject subject = open.subject(cancellation);
        Givens givens = subject.usuallyGiven(() -> examples.atMost(count));
        float[] values = subject.draws().values(count, seed, by.get().way(), givens);
        Drawn drawn = new Drawn(by.get(), count, seed, givens, values, (System.nanoTime() - before) / 1e9);
        if (givens == Givens.NOTHING) {
            ofNothing = drawn;
        }
        return Optional.of(drawn);
    }
}
