package org.genera.nn.gaussian;

/**
 * What is known of each component's covariance before it is fitted: a scatter matrix that counts like so many rows. The
 * covariance of a component with the rows x_n, to the amounts r_n, is then (Σ r_n (x_n − μ)(x_n − μ)ᵀ + scatter) / (Σ r_n +
 * amount).
 *
 * @param scatter its diagonal, the rest is 0: [D], at least 0
 * @param amount added to that of the rows; less than 0 where part of these does not count in the divisor
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScatterPrior(double[] scatter, double amount) {

    /** Nothing is known: maximum likelihood. */
    static ScatterPrior none(int size) {
        return new ScatterPrior(new double[size], 0);
    }
}
