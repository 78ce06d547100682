package org.genera.spi;

import java.util.List;

/** Models that score data. */
public interface Likelihood {

    /** How the model can score, the cheapest first; empty where its value would be no likelihood of the data at hand. */
    List<Method> likelihoodMethods();

    /**
     * log p(x), or its bound or estimate, in nats per example, with respect to the values as the model sees them: a
     * density for continuous data, a probability for binary data.
     *
     * @param method id of one of the methods
     * @param seed decides the draws of a bound or estimate
     * @return {@code batch.count()} numbers
     */
    double[] logLikelihood(Batch batch, String method, long seed);

    /**
     * A way to score.
     *
     * @param id lower-case words joined by dashes, such as {@code elbo}
     * @param exactness how its values compare with log p(x)
     * @param how for people, such as {@code "importance-weighted, k = 100"}
     * @param atTheEndAlone whether it takes so long that a run is scored by it once, at its end, even if no other is there
     */
    record Method(String id, Exactness exactness, String how, boolean atTheEndAlone) {

        /** One that is taken at each evaluation if it is the cheapest. */
        public Method(String id, Exactness exactness, String how) {
            this(id, exactness, how, false);
        }
    }

    /** How a value compares with log p(x). */
    enum Exactness {
        EXACT,
        /** Never above log p(x) in expectation. */
        LOWER_BOUND,
        ESTIMATE
    }
}
