package org.genera.spi;

import java.util.Arrays;

/**
 * Examples of which parts are known. What is not known is blanked here, before a model sees it: values are 0, labels are
 * gone. Lengths that are not known tell how far a known prefix reaches, else they are 1; where no value is known, there are
 * none.
 *
 * @param examples one for each sample
 * @param known which parts of them
 */
public record Given(Batch examples, Known known) {

    public Given {
        examples = blanked(examples, known);
    }

    private static Batch blanked(Batch examples, Known known) {
        int size = examples.values().length / examples.count();
        boolean some = known.values().length > 0;
        if (some && known.values().length != size) {
            throw new IllegalArgumentException(
                    "expected a flag for each of " + size + " values of an example, got " + known.values().length);
        }
        if (known.label() && !examples.labelled()) {
            throw new IllegalArgumentException("expected labelled examples where the label is known, got none");
        }
        float[] values = new float[examples.values().length];
        for (int i = 0; some && i < values.length; i++) {
            values[i] = known.values()[i % size] ? examples.values()[i] : 0;
        }
        return new Batch(
                examples.count(), values, known.label() ? examples.labels() : new int[0], lengths(examples, known));
    }

    private static int[] lengths(Batch examples, Known known) {
        if (known.values().length == 0) {
            return new int[0];
        }
        int[] lengths = examples.lengths().clone();
        int each = lengths.length / examples.count();
        for (int i = 0; i < lengths.length; i++) {
            if (known.prefix() > 0) {
                lengths[i] = Math.min(lengths[i], known.prefix());
            } else if (!known.length(i % each)) {
                lengths[i] = 1;
            }
        }
        return lengths;
    }

    /** As many of it as are drawn, of one example that they all go by. */
    public Given repeated(int count) {
        return new Given(examples.take(new int[count]), known);
    }

    /** One class for all samples. */
    public static Given ofClass(int label, int count, DataShape shape) {
        int[] labels = new int[count];
        Arrays.fill(labels, label);
        return new Given(new Batch(count, new float[count * shape.size()], labels), Known.LABEL);
    }
}
