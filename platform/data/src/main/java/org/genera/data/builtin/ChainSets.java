package org.genera.data.builtin;

import java.util.List;
import org.genera.data.sets.HiddenMarkovSource;
import org.genera.data.sets.HiddenMarkovSource.Gaussians;
import org.genera.data.sets.HiddenMarkovSource.Symbols;
import org.genera.data.sets.StoredSet;

/** The built-in sets of sequences, drawn from known hidden Markov models. */
public final class ChainSets {
    private ChainSets() {}

    public static List<StoredSet> all() {
        return List.of(fever(), regimes());
    }

    /** Two states that overlap in what they emit: a textbook example, whose likelihoods can be checked by hand. */
    private static StoredSet fever() {
        return GeneratedSequences.of(
                "fever",
                "Fever diary",
                "How someone feels, day by day: normal, cold or dizzy, for 5 to 40 days. Behind it is a hidden Markov chain"
                        + " of two states, healthy and feverish, with known probabilities.",
                new HiddenMarkovSource(
                        List.of(0.6, 0.4),
                        List.of(List.of(0.7, 0.3), List.of(0.4, 0.6)),
                        new Symbols(
                                List.of("normal", "cold", "dizzy"),
                                List.of(List.of(0.5, 0.4, 0.1), List.of(0.1, 0.3, 0.6))),
                        5,
                        40));
    }

    /** Three sticky states, round and long, whose clouds touch: the way tells them apart where the place does not. */
    private static StoredSet regimes() {
        return GeneratedSequences.of(
                "regimes",
                "Three regimes in the plane",
                "Ways of 20 to 60 points in the plane. A hidden Markov chain of three states, which stays in each for"
                        + " eight steps or so, draws each point from the Gaussian of its state.",
                new HiddenMarkovSource(
                        List.of(0.5, 0.25, 0.25),
                        List.of(List.of(0.88, 0.10, 0.02), List.of(0.02, 0.88, 0.10), List.of(0.10, 0.02, 0.88)),
                        new Gaussians(
                                List.of(List.of(-1.5, -0.8), List.of(1.5, -0.8), List.of(0.0, 1.4)),
                                List.of(List.of(0.4, 0.4), List.of(0.7, 0.3), List.of(0.3, 0.7))),
                        20,
                        60));
    }
}
