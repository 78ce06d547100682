package org.genera.views;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Given;
import org.genera.spi.Knowledge;
import org.genera.spi.Known;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampling;

/** What is given to many draws, chunk by chunk. */
public final class Givens {
    /** Whole examples are drawn. */
    public static final Givens NOTHING = new Givens("", (from, count) -> Optional.empty());

    private final String words;
    private final Chunks chunks;

    private Givens(String words, Chunks chunks) {
        this.words = words;
        this.chunks = chunks;
    }

    private interface Chunks {
        Optional<Given> of(int from, int count);
    }

    /** One class for all. */
    static Givens ofClass(int label, DataShape shape) {
        return new Givens("", (from, count) -> Optional.of(Given.ofClass(label, count, shape)));
    }

    /**
     * Parts of examples; sample i goes by example i, and once they are used up by the first again.
     *
     * @param words what is given, for people
     */
    static Givens of(Batch examples, Known known, String words) {
        return new Givens(
                words,
                (from, count) -> Optional.of(new Given(
                        examples.take(IntStream.range(from, from + count)
                                .map(i -> i % examples.count())
                                .toArray()),
                        known)));
    }

    /**
     * What a model is given where nobody says: nothing if it can do with that, else the first that it can use.
     *
     * @param examples to go by
     */
    static Givens usual(Sampling model, DataShape shape, Supplier<Batch> examples) {
        List<Knowledge> knows = model.knows();
        if (Knowledge.refusal(knows, Known.NOTHING).isEmpty()) {
            return NOTHING;
        }
        for (Pattern pattern : Pattern.values()) {
            Optional<Known> known = pattern.of(shape, knows);
            if (known.isPresent()) {
                return of(examples.get(), known.get(), pattern.title());
            }
        }
        return of(examples.get(), Known.LABEL, "the label");
    }

    /** What is given, for people; empty where nothing is, or a label that is told elsewhere. */
    String words() {
        return words;
    }

    /** The request with what is given to it, of draws that begin at an index. */
    public SampleRequest into(SampleRequest request, int from) {
        return chunks.of(from, request.count()).map(request::given).orElse(request);
    }
}
