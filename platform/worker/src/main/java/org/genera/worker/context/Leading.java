package org.genera.worker.context;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.genera.data.DataCatalogue;
import org.genera.data.readers.text.Spelling;
import org.genera.data.sets.DataSetCard;
import org.genera.run.request.RunInDraw;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Given;
import org.genera.spi.Guide;
import org.genera.spi.Half;
import org.genera.spi.Known;
import org.genera.spi.Part;
import org.genera.views.ChunkedDraws;

/** Makes of what a run leads to, as a request says it, an example of that run's own data of which the target is known. */
final class Leading {
    private final String role;
    private final OtherRuns.Origin guide;
    private final DataCatalogue catalogue;
    private final DataSpec drawn;
    private final DataSetCard card;

    /**
     * @param guide where the model in the role comes from
     * @param drawn the data of the run that is drawn from
     */
    Leading(String role, OtherRuns.Origin guide, DataCatalogue catalogue, DataSpec drawn) {
        this.role = role;
        this.guide = guide;
        this.catalogue = catalogue;
        this.drawn = drawn;
        this.card = catalogue.card(guide.spec().setup().data().dataSet()).orElseThrow();
    }

    /** @throws IllegalArgumentException saying what the guide does not take, or cannot lead */
    ChunkedDraws.Lead lead(RunInDraw run, Guide model) {
        if (run.label().isPresent()) {
            requireFitting(part("label", "a class", part -> part == Part.LABEL));
            int label = run.label().getAsInt();
            int classes = guide.data().classes();
            if (label < 0 || label >= classes) {
                throw refused("label", "a class from 0 to " + (classes - 1), "" + label);
            }
            Given target = Given.ofClass(label, 1, guide.data().shape());
            return new ChunkedDraws.Lead(
                    role, model, target, "the class " + card.classes().get(label), run.weight());
        }
        if (run.example().isPresent()) {
            Part half = part("example", "a test example", part -> part != Part.LABEL);
            requireFitting(half);
            int number = run.example().getAsInt();
            Batch example = asked(
                    "example",
                    () -> catalogue
                            .prepare(
                                    guide.spec().setup().data(),
                                    guide.spec().setup().protocol().division(),
                                    guide.spec().seed())
                            .testExample(number));
            return new ChunkedDraws.Lead(role, model, known(example, half), "test example " + number, run.weight());
        }
        Part half = part("text", "a text", this::isText);
        requireFitting(half);
        return new ChunkedDraws.Lead(
                role,
                model,
                known(written(run.text(), half.half().orElseThrow()), half),
                "the text \"" + run.text().strip() + "\"",
                run.weight());
    }

    private boolean isText(Part part) {
        return part.half()
                .filter(half ->
                        guide.data().half(half).shape() instanceof DataShape.Sequence sequence && sequence.discrete())
                .isPresent();
    }

    private Part part(String field, String what, Predicate<Part> such) {
        List<Part> able = guide.variant().leadsTo(guide.data());
        String words = able.stream().map(this::words).distinct().collect(Collectors.joining(", or "));
        return able.stream()
                .filter(such)
                .findFirst()
                .orElseThrow(() -> refused(
                        field, words.isEmpty() ? "nothing that its data, " + card.name() + ", have" : words, what));
    }

    private String words(Part part) {
        if (part == Part.LABEL) {
            return "a class";
        }
        return isText(part) ? "a text or a test example" : "a test example";
    }

    /** What the guide looks at while it leads must be what is drawn, and its data what it was trained on. */
    private void requireFitting(Part to) {
        DataSpec led = Guide.led(guide.data(), to);
        if (!led.shape().equals(drawn.shape()) || !led.ranges().equals(drawn.ranges())) {
            throw new IllegalArgumentException("on." + role + ": expected a run that leads examples of the shape "
                    + drawn.shape() + " and the range " + drawn.ranges() + ", got run "
                    + guide.spec().runId() + ", which leads those of the shape " + led.shape() + " and the range "
                    + led.ranges() + "; choose one whose data are prepared like those drawn");
        }
        String then = guide.spec().provenance().dataFingerprint();
        if (!then.isEmpty() && !then.equals(card.fingerprint())) {
            throw new IllegalArgumentException("on." + role + ": expected the data set " + card.name()
                    + " as run " + guide.spec().runId() + " was trained on it, got another of this name; import the"
                    + " original again or choose another run");
        }
    }

    private Given known(Batch example, Part half) {
        return new Given(example, Known.only(half, guide.data().shape()));
    }

    /** A pair of which one half is a text. */
    private Batch written(String text, Half half) {
        DataShape.Pair pair = (DataShape.Pair) guide.data().shape();
        int[] symbols = asked("text", () -> Spelling.of(card.half(half)).numbers(text));
        float[] values = new float[pair.size()];
        for (int i = 0; i < symbols.length; i++) {
            values[pair.offset(half) + i] = symbols[i];
        }
        int[] lengths = new int[pair.sequences()];
        Arrays.fill(lengths, 1);
        lengths[lengths.length == 2 ? half.ordinal() : 0] = symbols.length;
        return new Batch(1, values, new int[0], lengths);
    }

    private <T> T asked(String field, Supplier<T> what) {
        try {
            return what.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("on." + role + "." + field + ": " + e.getMessage(), e);
        }
    }

    private IllegalArgumentException refused(String field, String expected, String found) {
        return new IllegalArgumentException("on." + role + "." + field + ": expected " + expected + ", got " + found);
    }
}
