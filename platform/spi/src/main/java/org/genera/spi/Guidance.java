package org.genera.spi;

/**
 * A model that leads a draw.
 *
 * @param role that the sampler declares for it
 * @param guide leads
 * @param target where to, in the guide's own data; one example for each sample
 * @param weight of the guide's gradient; 0 leads nowhere, 1 is Bayes' rule
 */
public record Guidance(String role, Guide guide, Given target, double weight) {

    public Guidance {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("need a finite weight, got " + weight);
        }
    }
}
