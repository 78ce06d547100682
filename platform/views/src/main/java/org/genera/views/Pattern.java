package org.genera.views;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.genera.spi.DataShape;
import org.genera.spi.Half;
import org.genera.spi.Knowledge;
import org.genera.spi.Known;

/** Which part of an example is known while the rest is drawn, for people to choose by name. */
public enum Pattern {
    /** The first half of a pair. */
    FIRST("first half"),
    /** The second half of a pair. */
    SECOND("second half"),
    /** The beginning of a sequence, the upper rows of a picture, the first coordinates of a point. */
    START("beginning"),
    /** The left half of a picture. */
    LEFT("left half"),
    /** The border of a picture, whose centre is missing. */
    FRAME("all but the centre"),
    /** Half of the values, here and there; of a picture whole pixels, of a sequence whole elements. */
    SCATTERED("scattered half");

    private static final long SEED = 20_231;

    private final String title;

    Pattern(String title) {
        this.title = title;
    }

    /** For people: what is known. */
    public String title() {
        return title;
    }

    /** What is known of examples of a shape, with the label if need be; empty if a model cannot be given it. */
    public Optional<Known> of(DataShape shape, List<Knowledge> knows) {
        return of(shape)
                .flatMap(known -> java.util.stream.Stream.of(known, known.withLabel())
                        .filter(each -> Knowledge.refusal(knows, each).isEmpty())
                        .findFirst());
    }

    private Optional<Known> of(DataShape shape) {
        if (shape instanceof DataShape.Pair pair) {
            return switch (this) {
                case FIRST -> Optional.of(Known.half(pair, Half.FIRST));
                case SECOND -> Optional.of(Known.half(pair, Half.SECOND));
                default -> Optional.empty();
            };
        }
        if (this == START && shape instanceof DataShape.Sequence sequence) {
            return sequence.longest() < 2
                    ? Optional.empty()
                    : Optional.of(Known.prefix(sequence, Math.max(1, sequence.longest() / 4)));
        }
        return places(shape).map(places -> {
            boolean[] values = new boolean[shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = places.test(i);
            }
            return Known.some(values);
        });
    }

    private Optional<IntPredicate> places(DataShape shape) {
        int elements = switch (shape.kind()) {
            case VECTOR -> shape.size();
            case SEQUENCE -> ((DataShape.Sequence) shape).longest();
            default -> shape.axes().get(0) * shape.axes().get(1);
        };
        int width = shape.size() / elements;
        int columns = shape instanceof DataShape.Image image ? image.width() : 1;
        int rows = elements / columns;
        boolean picture = shape instanceof DataShape.Image;
        if (elements < 2) {
            return Optional.empty();
        }
        return switch (this) {
            case START -> Optional.of(i -> i / width < (elements + 1) / 2);
            case LEFT -> picture ? Optional.of(i -> i / width % columns < columns / 2) : Optional.empty();
            case FRAME ->
                picture
                        ? Optional.of(i -> !inside(i / width / columns, rows) || !inside(i / width % columns, columns))
                        : Optional.empty();
            case SCATTERED -> {
                boolean[] chosen = half(elements);
                yield Optional.of(i -> chosen[i / width]);
            }
            default -> Optional.empty();
        };
    }

    private static boolean inside(int place, int length) {
        return place >= length / 4 && place < length - length / 4;
    }

    /** Half of the places in a fixed random order, at least one. */
    private static boolean[] half(int elements) {
        int[] order = new int[elements];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < elements; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        boolean[] chosen = new boolean[elements];
        for (int i = 0; i < (elements + 1) / 2; i++) {
            chosen[order[i]] = true;
        }
        return chosen;
    }
}
