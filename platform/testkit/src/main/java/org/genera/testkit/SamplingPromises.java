package org.genera.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Given;
import org.genera.spi.Half;
import org.genera.spi.Knowledge;
import org.genera.spi.Known;
import org.genera.spi.Part;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;

/** What draws of a trained model promise, by each sampler and with each kind of knowledge. */
final class SamplingPromises {
    private static final int MANY = 64;
    private static final int FEW = 16;
    private static final long SEED = 5;

    private final Sampling model;
    private final TinyData data;

    SamplingPromises(Sampling model, TinyData data) {
        this.model = model;
        this.data = data;
    }

    /** Requests for a sampler, with settings that make it quick. */
    interface Requests {
        SampleRequest of(int count, long seed);
    }

    /** @param requests of which what is given is left to say */
    void hold(Sampler sampler, Requests requests) {
        for (Knowledge knowledge : model.knows()) {
            List<Known> kinds = kinds(knowledge, data.spec().shape());
            for (Known known : kinds) {
                draws(sampler + " given " + knowledge, known, requests);
            }
        }
    }

    /** A request, given what the model needs at least. */
    SampleRequest usual(SampleRequest request) {
        return given(request, kinds(model.knows().get(0), data.spec().shape()).get(0), false);
    }

    private void draws(String what, Known known, Requests requests) {
        Samples many = draw(requests, MANY, SEED, known, false);
        Samples few = draw(requests, FEW, SEED, known, false);
        assertThat(many.shape()).isEqualTo(data.spec().shape());
        assertThat(many.count()).isEqualTo(MANY);
        assertThat(few.values())
                .as("the first 16 of 64, bit for bit: %s", what)
                .isEqualTo(Arrays.copyOf(many.values(), few.values().length));
        assertThat(few.lengths()).isEqualTo(Arrays.copyOf(many.lengths(), few.lengths().length));
        assertThat(draw(requests, FEW, SEED + 1, known, false).values())
                .as("another seed: %s", what)
                .isNotEqualTo(few.values());
        assertThat(few.values()).doesNotContain(Float.NaN);
        requireSymbols(few);
        keeps(what, known, few);
        assertThat(draw(requests, FEW, SEED, known, true).values())
                .as("what is not known does not matter: %s", what)
                .isEqualTo(few.values());
        if (known.label()) {
            assertThat(ofClass(requests, known, 0))
                    .as("another class: %s", what)
                    .isNotEqualTo(ofClass(requests, known, 2));
        }
    }

    /** Many, for where most is known a model that has hardly trained differs seldom. */
    private float[] ofClass(Requests requests, Known known, int label) {
        Batch examples = data.batch(SEED, MANY);
        int[] labels = new int[MANY];
        Arrays.fill(labels, label);
        Given given = new Given(new Batch(MANY, examples.values(), labels, examples.lengths()), known);
        return model.sample(requests.of(MANY, SEED).given(given)).values();
    }

    private void keeps(String what, Known known, Samples drawn) {
        Batch examples = data.batch(SEED, MANY);
        int size = data.spec().shape().size();
        for (int i = 0; i < drawn.values().length; i++) {
            boolean there = known.prefix() == 0 || i % size < examples.lengths()[i / size] * width();
            if (known.value(i % size) && there) {
                assertThat(drawn.values()[i])
                        .as("value %d of sample %d, %s", i % size, i / size, what)
                        .isEqualTo(examples.values()[i]);
            }
        }
        if (known.lengths()) {
            assertThat(drawn.lengths()).isEqualTo(Arrays.copyOf(examples.lengths(), drawn.lengths().length));
        }
        for (int i = 0; i < drawn.lengths().length && known.half().isPresent(); i++) {
            if (known.length(i % known.sequences().length)) {
                assertThat(drawn.lengths()[i]).as("length %d, %s", i, what).isEqualTo(examples.lengths()[i]);
            }
        }
        if (known.prefix() > 0) {
            for (int i = 0; i < drawn.count(); i++) {
                assertThat(drawn.lengths()[i]).isGreaterThanOrEqualTo(Math.min(known.prefix(), examples.lengths()[i]));
            }
        }
    }

    private int width() {
        return data.spec().shape() instanceof DataShape.Sequence sequence ? sequence.width() : 1;
    }

    private Samples draw(Requests requests, int count, long seed, Known known, boolean otherwise) {
        return model.sample(given(requests.of(count, seed), known, otherwise));
    }

    private SampleRequest given(SampleRequest request, Known known, boolean otherwise) {
        if (known.parts().isEmpty()) {
            return request;
        }
        Batch examples = data.batch(SEED, MANY);
        int count = request.count();
        return request.given(
                new Given(otherwise ? unknownChanged(examples, known, count) : first(examples, count), known));
    }

    private Batch first(Batch batch, int count) {
        return new Batch(
                count,
                Arrays.copyOf(batch.values(), count * data.spec().shape().size()),
                Arrays.copyOf(batch.labels(), count),
                Arrays.copyOf(batch.lengths(), count * data.spec().shape().sequences()));
    }

    /** The same examples where they are known, others elsewhere. */
    private Batch unknownChanged(Batch examples, Known known, int count) {
        Batch same = first(examples, count);
        Batch others = data.batch(SEED + 1, MANY);
        int size = data.spec().shape().size();
        float[] values = same.values().clone();
        for (int i = 0; i < values.length; i++) {
            if (!known.value(i % size)) {
                values[i] = others.values()[i];
            }
        }
        return new Batch(count, values, same.labels(), same.lengths());
    }

    private static void requireSymbols(Samples samples) {
        if (samples.shape() instanceof DataShape.Pair) {
            requireSymbols(samples.half(Half.FIRST));
            requireSymbols(samples.half(Half.SECOND));
        } else if (samples.shape() instanceof DataShape.Sequence sequence && sequence.discrete()) {
            requireSymbols(samples, sequence);
        }
    }

    private static void requireSymbols(Samples samples, DataShape.Sequence shape) {
        for (int i = 0; i < samples.count(); i++) {
            for (int t = 0; t < samples.lengths()[i]; t++) {
                assertThat(samples.values()[i * shape.longest() + t])
                        .isBetween(0f, shape.symbols() - 1f)
                        .isEqualTo(Math.round(samples.values()[i * shape.longest() + t]));
            }
        }
    }

    /** Requests that each kind of knowledge stands for, on data of a shape. */
    static List<Known> kinds(Knowledge knowledge, DataShape shape) {
        Known known = Known.NOTHING;
        for (Part part : knowledge.parts()) {
            known = switch (part) {
                case LABEL -> known;
                case FIRST -> Known.half((DataShape.Pair) shape, Half.FIRST);
                case SECOND -> Known.half((DataShape.Pair) shape, Half.SECOND);
                case PREFIX -> Known.prefix((DataShape.Sequence) shape, 2);
                case ANY -> Known.some(scattered(shape.size()));
            };
        }
        return List.of(knowledge.parts().contains(Part.LABEL) ? known.withLabel() : known);
    }

    /** Every other value, and a few more. */
    private static boolean[] scattered(int size) {
        boolean[] known = new boolean[size];
        for (int i = 0; i < size; i++) {
            known[i] = i % 2 == 0 || i % 7 == 3;
        }
        return known;
    }
}
