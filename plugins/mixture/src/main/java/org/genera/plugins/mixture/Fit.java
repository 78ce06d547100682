package org.genera.plugins.mixture;

/**
 * How well a model explains the data it was fitted to, and by how much freedom.
 *
 * @param meanLogLikelihood mean of log p(x) over the examples, nats
 * @param parameters free ones
 * @param examples that it was fitted to
 */
record Fit(double meanLogLikelihood, long parameters, long examples) {

    /** Bayesian information criterion, p log N − 2 log L (Schwarz 1978). */
    double bic() {
        return parameters * Math.log(examples) - 2 * examples * meanLogLikelihood;
    }

    /** Akaike information criterion, 2 p − 2 log L (Akaike 1974). */
    double aic() {
        return 2.0 * parameters - 2 * examples * meanLogLikelihood;
    }
}
