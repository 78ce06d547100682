package org.genera.data.readers.arrays;

import java.io.IOException;
import java.util.Optional;
import org.genera.data.readers.arrays.NumpyArrays.Part;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.readers.files.Pictures;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/** NumPy arrays of pictures or vectors, and of their labels, in .npy files or in one .npz file. */
public final class NumpyFiles implements DataSource {
    private final LabelledFile train;
    private final Optional<LabelledFile> test;

    public NumpyFiles(LabelledFile train, Optional<LabelledFile> test) {
        this.train = train;
        this.test = test;
    }

    @Override
    public String path() {
        return train.values().toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        try (NumpyArrays arrays = NumpyArrays.open(train, test)) {
            Part first = arrays.train();
            DataShape shape;
            int trainExamples;
            int examples;
            try (NpyInput values = first.values().open()) {
                shape = values.shape();
                trainExamples = values.count();
                examples = trainExamples;
            }
            if (arrays.test().isPresent()) {
                try (NpyInput values = arrays.test().get().values().open()) {
                    requireSameShape(shape, values);
                    examples = Math.addExact(trainExamples, values.count());
                    int bytesEach = shape.size() * (shape instanceof DataShape.Image ? 1 : Float.BYTES);
                    ImportLimits.requireExamples("examples", "both arrays", examples, bytesEach);
                }
            }
            set.split(examples, arrays.test().isPresent() ? trainExamples : 0);
            // The labels first: they are small, and most mistakes show there.
            int[] labels = new int[first.labels().isPresent() ? examples : 0];
            readLabels(first, labels, 0, trainExamples);
            if (arrays.test().isPresent()) {
                readLabels(arrays.test().get(), labels, trainExamples, examples - trainExamples);
            }
            set.begin(shape, shape instanceof DataShape.Image);
            copy(first, shape, set, 0, examples);
            if (arrays.test().isPresent()) {
                copy(arrays.test().get(), shape, set, trainExamples, examples);
            }
            boolean ordered = arrays.test().isPresent() || set.splitGiven();
            set.finish(ImportSummary.numbered(
                    labels,
                    arrays.test().isPresent() ? trainExamples : 0,
                    ordered ? Order.AS_READ : Order.SHUFFLED,
                    shape instanceof DataShape.Image image
                            ? Pictures.named(image)
                            : "vectors of " + shape.size() + (shape.size() == 1 ? " number" : " numbers"),
                    String.valueOf(train.values().getFileName())));
        }
    }

    private static void requireSameShape(DataShape shape, NpyInput test) {
        if (!test.shape().equals(shape)) {
            throw new IllegalArgumentException("test examples: expected the shape " + shape
                    + " of the training examples, got " + test.shape() + " in " + test.file());
        }
    }

    private static void readLabels(Part part, int[] labels, int from, int count) throws IOException {
        if (part.labels().isPresent()) {
            try (NpyInput input = part.labels().get().open()) {
                System.arraycopy(input.labels(count), 0, labels, from, count);
            }
        }
    }

    private static void copy(Part part, DataShape shape, DataSetWriter set, int from, int total) throws IOException {
        int size = shape.size();
        try (NpyInput input = part.values().open()) {
            long bytesEach = (long) size * input.header().bytes();
            for (int i = 0; i < input.count(); i++) {
                if (shape instanceof DataShape.Image) {
                    set.append(input.picture(size, i), size);
                } else {
                    set.append(input.vector(size, i));
                }
                set.progress().read((from + i + 1) * bytesEach, total * bytesEach);
            }
            input.requireEnd();
        }
    }
}
