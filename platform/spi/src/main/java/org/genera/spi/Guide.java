package org.genera.spi;

import java.util.List;

/** Models that can lead another model's draws to a target, as a classifier leads to a class and CLIP to a text. */
public interface Guide {

    /** Whether it was trained on noisy examples; where not, it is asked at predictions of the clean example. */
    boolean noiseAware();

    /**
     * The gradient with respect to x of how well each x fits its target: log p(y|x) for a classifier (Dhariwal & Nichol
     * 2021, algorithm 1).
     *
     * @param x examples in the space of the data, noisy to their levels
     * @param levels one for each example
     * @param target one example for each x, in the guide's own data: its label, or the half of a pair that is known
     * @return as many numbers as x has
     */
    float[] gradient(Batch x, List<NoiseLevel> levels, Given target);
}
