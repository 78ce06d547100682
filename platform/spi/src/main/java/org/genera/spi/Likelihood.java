package org.genera.spi;

import java.util.List;
import java.util.Set;

/** Models that score data. */
public interface Likelihood {

    /** How the model can score, the cheapest first; empty where its value would be no likelihood of the data at hand. */
    List<Method> likelihoodMethods();

    /**
     * log p(x), or its bound or estimate, in nats per example, with respect to the values as the model sees them and to the
     * reference measure of the method; of a conditional method that of the rest given the parts it names.
     *
     * @param method id of one of the methods
     * @param seed decides the draws of a bound or estimate
     */
    LogLikelihoods logLikelihood(Batch batch, String method, long seed);

    /**
     * Of each example of a batch.
     *
     * @param values in nats
     * @param standardErrors of the values, over the draws behind them, in nats; empty where they are exact, or where nobody
     *     knows
     */
    @SuppressWarnings("ArrayRecordComponent")
    record LogLikelihoods(double[] values, double[] standardErrors) {
        public LogLikelihoods {
            if (standardErrors.length != 0 && standardErrors.length != values.length) {
                throw new IllegalArgumentException("need a standard error for each of " + values.length
                        + " log-likelihoods or none at all, got " + standardErrors.length);
            }
        }

        /** Without standard errors. */
        public LogLikelihoods(double[] values) {
            this(values, new double[0]);
        }
    }

    /**
     * A way to score.
     *
     * @param id lower-case words joined by dashes, such as {@code elbo}
     * @param exactness how its values compare with log p(x)
     * @param how for people, such as {@code "importance-weighted, k = 100"}
     * @param atTheEndAlone whether it takes so long that a run is scored by it once, at its end, even if no other is there
     * @param measure what p is a density with respect to; values of two measures never compare
     * @param given parts of each example that the rest is scored given; empty where whole examples are scored. A value given
     *     the label does not compare with one of the whole
     */
    record Method(
            String id,
            Exactness exactness,
            String how,
            boolean atTheEndAlone,
            ReferenceMeasure measure,
            Set<Part> given) {

        public Method {
            given = new Knowledge(given, true).parts();
        }

        /** One that scores whole examples at each evaluation, if it is the cheapest. */
        public Method(String id, Exactness exactness, ReferenceMeasure measure, String how) {
            this(id, exactness, how, false, measure, Set.of());
        }

        /** The same, once at the end of a run. */
        public Method atTheEnd() {
            return new Method(id, exactness, how, true, measure, given);
        }

        /** The same for the rest of each example, given these parts. */
        public Method given(Part... parts) {
            return new Method(id, exactness, how, atTheEndAlone, measure, Set.of(parts));
        }
    }

    /** How a value compares with log p(x). */
    enum Exactness {
        EXACT,
        /** Never above log p(x) in expectation. */
        LOWER_BOUND,
        ESTIMATE
    }

    /** What p is a density with respect to. */
    enum ReferenceMeasure {
        /** Probabilities of values that can be counted: symbols, binary pixels. */
        COUNTING,
        /** Densities of real numbers, in the units of the data as the model sees them. */
        LEBESGUE,
        /** Densities of some values times probabilities of the others, as of a picture beside a text. */
        MIXED
    }
}
