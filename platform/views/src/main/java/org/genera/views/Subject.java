package org.genera.views;

import java.util.List;
import java.util.function.Supplier;
import org.genera.data.preparation.PreparedData;
import org.genera.run.request.DrawRequest;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Model;
import org.genera.spi.Sampler;
import org.genera.spi.Sampling;
import org.genera.spi.Values;
import org.genera.spi.Variant;

/**
 * A trained model with what surrounds it.
 *
 * @param variant of the model
 * @param model to look at
 * @param data it was trained on
 * @param classes names of the labels; empty for unlabelled data
 * @param guides what leads its draws
 * @param patience asked between chunks
 */
public record Subject(
        Variant variant,
        Model model,
        PreparedData data,
        List<String> classes,
        List<ChunkedDraws.Lead> guides,
        CancellationCheck patience) {

    DataShape shape() {
        return data.spec().shape();
    }

    int size() {
        return shape().size();
    }

    /** @throws IllegalArgumentException if the model draws nothing */
    Sampling sampling() {
        return as(Sampling.class, "draw samples");
    }

    /**
     * The model by one of its abilities.
     *
     * @param what it would do, for people
     * @throws IllegalArgumentException if it has not the ability
     */
    <T> T as(Class<T> ability, String what) {
        if (!ability.isInstance(model)) {
            throw unable(what);
        }
        return ability.cast(model);
    }

    IllegalArgumentException unable(String what) {
        return new IllegalArgumentException(
                "the variant " + variant.id() + " cannot " + what + "; choose a variant that says it can");
    }

    /** @throws IllegalArgumentException if the variant has not the sampler, or the sampler not the settings */
    public ChunkedDraws.Way way(DrawRequest request) {
        Sampler sampler = variant.sampler(request.sampler());
        return new ChunkedDraws.Way(sampler, Values.of(sampler.settings(), request.settings()), guides);
    }

    /** What the model needs to be given at least, of test examples. */
    public Givens usuallyGiven(int most) {
        return usuallyGiven(() -> data.test(most));
    }

    /**
     * The same of other examples.
     *
     * @param examples asked for if anything is given
     */
    public Givens usuallyGiven(Supplier<Batch> examples) {
        return Givens.usual(sampling(), shape(), examples);
    }

    public ChunkedDraws draws() {
        return new ChunkedDraws(sampling(), patience);
    }
}
