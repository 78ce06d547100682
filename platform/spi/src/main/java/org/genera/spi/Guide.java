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
     * @param x examples in the space of the data, noisy to their levels: whole ones where it leads to a label, else the
     *     halves that stand beside the known ones, as {@link #led} says
     * @param levels one for each example
     * @param target one example for each x, in the guide's own data: its label, or the half of a pair that is known
     * @return as many numbers as x has
     */
    float[] gradient(Batch x, List<NoiseLevel> levels, Given target);

    /**
     * The data that it leads: its own, or the half of them that stands beside the one it leads to.
     *
     * @param own what the guide was trained on; pairs where it leads to a half
     * @param to one of {@link Variant#leadsTo}
     */
    static DataSpec led(DataSpec own, Part to) {
        return to.half().map(half -> own.half(half.other())).orElse(own);
    }
}
