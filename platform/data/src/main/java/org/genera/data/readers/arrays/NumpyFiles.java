package org.genera.data.readers.arrays;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.genera.data.readers.arrays.NumpyArrays.Opener;
import org.genera.data.readers.arrays.NumpyArrays.Part;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.readers.files.Pictures;
import org.genera.data.readers.numbers.ColumnLook;
import org.genera.data.readers.text.Alphabet;
import org.genera.data.sets.ColumnNames;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportNotes;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/** NumPy arrays of pictures or vectors, and of their labels, in .npy or .npz files. */
public final class NumpyFiles implements DataSource {
    /** Of fewer numbers nobody draws. */
    private static final int SMALLEST_PICTURE = 8 * 8;

    private final LabelledFile train;
    private final Optional<LabelledFile> test;
    private final Optional<DataShape.Image> picture;

    /** @param picture that examples are where an array has one dimension for them */
    public NumpyFiles(LabelledFile train, Optional<LabelledFile> test, Optional<DataShape.Image> picture) {
        this.train = train;
        this.test = test;
        this.picture = picture;
    }

    @Override
    public String path() {
        return train.values().toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        NumpyArrays arrays = NumpyArrays.open(train, test, set.notes());
        Part first = arrays.train();
        DataShape shape;
        int trainExamples;
        int examples;
        try (NpyInput values = first.values().open()) {
            shape = values.shape(picture);
            trainExamples = values.count();
            examples = trainExamples;
            tell(values.header(), shape, set.notes());
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
        Alphabet words = new Alphabet();
        readLabels(first, labels, 0, trainExamples, words, set.notes());
        if (arrays.test().isPresent()) {
            readLabels(arrays.test().get(), labels, trainExamples, examples - trainExamples, words, set.notes());
        }
        set.begin(shape, shape instanceof DataShape.Image);
        ColumnLook look = new ColumnLook(shape instanceof DataShape.Vector ? shape.size() : 1);
        copy(first.values(), shape, set, look, 0, examples);
        if (arrays.test().isPresent()) {
            copy(arrays.test().get().values(), shape, set, look, trainExamples, examples);
        }
        if (shape instanceof DataShape.Vector) {
            look.tell(set.notes(), column -> ColumnNames.of(List.of(), column, shape.size()));
        }
        boolean ordered = arrays.test().isPresent() || set.splitGiven();
        set.finish(summary(
                labels,
                words,
                arrays.test().isPresent() ? trainExamples : 0,
                ordered ? Order.AS_READ : Order.SHUFFLED,
                shape instanceof DataShape.Image image
                        ? Pictures.named(image)
                        : "vectors of " + shape.size() + (shape.size() == 1 ? " number" : " numbers")));
    }

    private ImportSummary summary(int[] labels, Alphabet words, int trainExamples, Order order, String what) {
        String file = String.valueOf(train.values().getFileName());
        if (words.size() == 0) {
            return ImportSummary.numbered(labels, trainExamples, order, what, file);
        }
        int[] ranks = words.ranks();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = ranks[labels[i]];
        }
        return new ImportSummary(labels, words.symbols(), trainExamples, order, what, file);
    }

    private static void tell(NpyHeader header, DataShape shape, ImportNotes notes) {
        boolean pictures = shape instanceof DataShape.Image;
        if (header.fortran()) {
            notes.add(Kind.CHANGED, "an array in Fortran order, brought into C order");
        }
        if (pictures && header.kind() == 'b') {
            notes.add(Kind.CHANGED, "booleans, stored as 0 and 255");
        }
        if (pictures && header.floating()) {
            notes.add(Kind.CHANGED, "numbers from 0 to 1, stored as 0 to 255");
        }
        int side = (int) Math.sqrt(shape.size());
        if (!pictures && header.kind() == 'u' && header.bytes() == 1 && shape.size() >= SMALLEST_PICTURE) {
            String sides = side * side == shape.size() ? side + "x" + side : "HEIGHTxWIDTH";
            notes.add(Kind.WARNING, "bytes read as vectors; if they are pictures, say --shape " + sides);
        }
    }

    private void requireSameShape(DataShape shape, NpyInput values) {
        DataShape other = values.shape(picture);
        if (!other.equals(shape)) {
            throw new IllegalArgumentException("test examples: expected the shape " + shape
                    + " of the training examples, got " + other + " in " + values.file());
        }
    }

    private static void readLabels(Part part, int[] labels, int from, int count, Alphabet words, ImportNotes notes)
            throws IOException {
        if (part.labels().isPresent()) {
            try (NpyInput input = part.labels().get().open()) {
                System.arraycopy(input.labels(count, words), 0, labels, from, count);
                if (input.header().sizes().size() > 1) {
                    notes.add(
                            Kind.CHANGED,
                            "labels of the shape " + input.header().shape() + ", taken as a row of them");
                }
                if (from > 0 && input.header().words() != words.size() > 0) {
                    throw new IllegalArgumentException(
                            "labels: expected words or numbers for training and test examples" + " alike, got both");
                }
            }
        }
    }

    private static void copy(Opener values, DataShape shape, DataSetWriter set, ColumnLook look, int from, int total)
            throws IOException {
        int size = shape.size();
        try (NpyInput input = FortranOrder.undone("examples", values.open(), set.besides("array"))) {
            long bytesEach = (long) size * input.header().bytes();
            for (int i = 0; i < input.count(); i++) {
                if (shape instanceof DataShape.Image) {
                    set.append(input.picture(size, i), size);
                } else {
                    set.append(input.vector(size, i, look));
                }
                set.progress().read((from + i + 1) * bytesEach, total * bytesEach);
            }
            input.requireEnd();
        }
    }
}
