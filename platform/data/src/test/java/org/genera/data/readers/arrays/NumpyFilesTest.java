package org.genera.data.readers.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.genera.data.DataSelection;
import org.genera.data.ImportFixture;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.readers.DataFormat;
import org.genera.data.readers.DataSources;
import org.genera.data.readers.files.LabelledFile;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportProgress;
import org.genera.spi.DataShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NumpyFilesTest extends ImportFixture {

    @Test
    void bytes_are_pictures_and_with_a_split_keep_their_order() throws Exception {
        DataSource source = DataSources.numpy(
                new LabelledFile(
                        write("x.npy", NpyBytes.bytes("(10, 3, 2)", IdxBytes.counting(60))),
                        Optional.of(write("y.npy", NpyBytes.longs("(10,)", 0, 1, 2, 0, 1, 2, 0, 1, 2, 0)))),
                Optional.empty());
        DataSetCard card = catalogue.importSet("bytes", source, "train=0-8,test=8-10", ImportProgress.silent());
        assertThat(card.shape()).isEqualTo(new DataShape.Image(3, 2, 1));
        Examples test = catalogue.examples("bytes", "test", 2);
        assertThat(test.values()).startsWith(48, 49).hasSize(12);
        assertThat(test.labels()).containsExactly(2, 0);
    }

    @Test
    void a_set_has_the_same_fingerprint_from_whichever_format_it_came() throws Exception {
        DataSource idx = DataSources.idx(
                new LabelledFile(IdxBytes.write(files.resolve("i"), IdxBytes.images(10)), Optional.empty()),
                Optional.empty());
        DataSource numpy = numpy(NpyBytes.bytes("(10, 3, 2, 1)", IdxBytes.counting(60)));
        String split = "train=0-8,test=8-10";
        assertThat(catalogue
                        .importSet("b", numpy, split, ImportProgress.silent())
                        .fingerprint())
                .isEqualTo(catalogue
                        .importSet("a", idx, split, ImportProgress.silent())
                        .fingerprint());
    }

    @Test
    void float_pictures_from_0_to_1_are_kept_in_eight_bits() throws Exception {
        importing("float", numpy(NpyBytes.floats("(2, 1, 2)", 0, 1, 100 / 255f, 0.5f)));
        Examples both = catalogue.examples("float", "train", 1);
        Examples test = catalogue.examples("float", "test", 1);
        assertThat(Stream.of(both.values(), test.values()).map(Arrays::toString))
                .containsExactlyInAnyOrder("[0.0, 255.0]", "[100.0, 128.0]");
    }

    @Test
    void vectors_keep_their_coordinates_and_are_shuffled_where_no_split_is_given() throws Exception {
        double[] values = new double[200];
        Arrays.setAll(values, i -> i / 8.0);
        long[] labels = new long[100];
        Arrays.setAll(labels, i -> i / 50);
        DataSource source = DataSources.numpy(
                new LabelledFile(
                        write("x.npy", NpyBytes.doubles("(100, 2)", values)),
                        Optional.of(write("y.npy", NpyBytes.longs("(100,)", labels)))),
                Optional.empty());
        DataSetCard card = importing("vectors", source);
        assertThat(card.shape()).isEqualTo(new DataShape.Vector(2));
        assertThat(card.eightBit()).isFalse();
        Examples test = catalogue.examples("vectors", "test", 10);
        assertThat(Arrays.stream(test.labels()).distinct().count()).isEqualTo(2);
        for (int i = 0; i < 10; i++) {
            int row = Math.round(test.values()[2 * i] * 4);
            assertThat(test.values()[2 * i + 1]).isEqualTo((2 * row + 1) / 8f);
            assertThat(test.labels()[i]).isEqualTo(row / 50);
        }
        assertThat(catalogue
                        .prepare(new DataSelection("vectors", "", Preprocessing.none()), 1)
                        .fingerprint())
                .isEqualTo(card.fingerprint());
    }

    @Test
    void an_archive_brings_its_labels_and_its_test_arrays() throws Exception {
        byte[] archive = NpyBytes.archive(Map.of(
                "x_train", NpyBytes.bytes("(6, 2, 2)", IdxBytes.counting(24)),
                "y_train", NpyBytes.bytes("(6,)", new byte[] {0, 1, 2, 3, 4, 5}),
                "x_test", NpyBytes.bytes("(2, 2, 2)", new byte[8]),
                "y_test", NpyBytes.bytes("(2,)", new byte[] {9, 8})));
        DataSetCard card = importing("keras", numpy("mnist.npz", archive));
        assertThat(card.trainExamples()).isEqualTo(6);
        assertThat(card.classes()).hasSize(10);
        assertThat(catalogue.examples("keras", "test", 2).labels()).containsExactly(9, 8);

        byte[] plain = NpyBytes.archive(Map.of(
                "data", NpyBytes.floats("(2, 1)", 1, 2),
                "target", NpyBytes.longs("(2,)", 0, 1)));
        assertThat(importing("plain", numpy("a.npz", plain)).classes()).hasSize(2);
        assertThat(DataFormat.of(files.resolve("a.npz"))).contains(DataFormat.NPY);
    }

    @Test
    void big_endian_numbers_are_turned() throws Exception {
        importing("big", numpy(NpyBytes.file("'>f4'", "False", "(2, 1)", new byte[] {63, -128, 0, 0, 63, -128, 0, 0})));
        assertThat(catalogue.examples("big", "train", 1).values()).containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("badArrays")
    void a_bad_array_is_refused_in_a_sentence(byte[] array, String said) throws Exception {
        refused(numpy(array), said);
    }

    static Stream<Arguments> badArrays() {
        byte[] whole = NpyBytes.bytes("(10, 3, 2)", IdxBytes.counting(60));
        return Stream.of(
                Arguments.of(new byte[] {1, 2, 3}, "which starts with \\x93NUMPY, got x.npy"),
                Arguments.of(Arrays.copyOf(whole, 40), "ends early; is it truncated?"),
                Arguments.of(Arrays.copyOf(whole, whole.length - 1), "got 9, since x.npy ends early; is it truncated?"),
                Arguments.of(Arrays.copyOf(whole, whole.length + 1), "got more bytes"),
                Arguments.of(
                        NpyBytes.file("'|O'", "False", "(10, 2)", new byte[9]), "got the NumPy type object in x.npy"),
                Arguments.of(NpyBytes.file("'<U7'", "False", "(10, 2)", new byte[9]), "got the NumPy type U7"),
                Arguments.of(NpyBytes.file("[('a', '<f4')]", "False", "(10,)", new byte[9]), "NumPy type records"),
                Arguments.of(
                        NpyBytes.file("'|u1'", "True", "(10, 3, 2)", new byte[59]),
                        "got fewer, since x.npy ends early; is it truncated?"),
                Arguments.of(NpyBytes.bytes("(10,)", new byte[10]), "got (10,) in x.npy; try array.reshape(-1, 1)"),
                Arguments.of(NpyBytes.bytes("(0, 3, 2)", new byte[0]), "expected at least one example, got none"),
                Arguments.of(
                        NpyBytes.bytes("(99999999999999999999, 3, 2)", new byte[0]),
                        "expected at most 178956970 examples"),
                Arguments.of(NpyBytes.bytes("(2, 100000, 100000)", new byte[0]), "got 100000 × 100000 in the header"),
                Arguments.of(
                        NpyBytes.bytes("(2, 3, 8, 8)", new byte[384]),
                        "got the shape (2, 3, 8, 8) in x.npy; save array.transpose(0, 2, 3, 1)"),
                Arguments.of(
                        NpyBytes.floats("(2, 2)", 1, 2, 3, Float.NaN), "got NaN in example 1, dimension 1 of x.npy"),
                Arguments.of(NpyBytes.doubles("(2, 1)", 1, 1e300), "got 1.0E300 in example 1"),
                Arguments.of(NpyBytes.floats("(2, 1, 1)", 1, 7.5f), "from 0 to 1, got 7.5 in example 1"),
                Arguments.of(NpyBytes.floats("(2, 1, 1)", 1, Float.NaN), "from 0 to 1, got NaN in example 1"));
    }

    @Test
    void bad_labels_are_refused() throws Exception {
        byte[] ten = NpyBytes.bytes("(10, 3, 2)", IdxBytes.counting(60));
        refused(labelled(ten, NpyBytes.longs("(9,)", new long[9])), "expected 10 labels, one for each example, got 9");
        refused(labelled(ten, NpyBytes.floats("(10,)", new float[10])), "try astype('int64')");
        refused(
                labelled(ten, NpyBytes.longs("(10,)", 0, 1, -1, 0, 0, 0, 0, 0, 0, 0)),
                "from 0 to 999, got -1 for example 2 in y.npy");
        refused(
                labelled(ten, NpyBytes.longs("(10,)", 0, 1000, 0, 0, 0, 0, 0, 0, 0, 0)),
                "from 0 to 999, got 1000 for example 1 in y.npy");
    }

    @Test
    void an_array_in_fortran_order_is_the_same_array_in_c_order() throws Exception {
        int[] sizes = {5, 3, 2, 3};
        byte[] inC = IdxBytes.counting(90);
        byte[] inFortran = new byte[90];
        for (int i = 0; i < 90; i++) {
            int last = i % 3;
            int third = i / 3 % 2;
            int second = i / 6 % 3;
            inFortran[i / 18 + sizes[0] * (second + sizes[1] * (third + sizes[2] * last))] = inC[i];
        }
        String shape = "(5, 3, 2, 3)";
        assertThat(importing("fortran", numpy("f.npy", NpyBytes.file("'|u1'", "True", shape, inFortran)))
                        .fingerprint())
                .isEqualTo(importing("c", numpy("c.npy", NpyBytes.bytes(shape, inC)))
                        .fingerprint());
    }

    @Test
    void sixteen_bits_and_unsigned_sixty_four_have_their_values() throws Exception {
        // 1, -2, the largest, the smallest above zero, 1/3 (IEEE 754 binary16).
        short[] halves = {0x3C00, (short) 0xC000, 0x7BFF, 0x0001, 0x3555, 0};
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(halves);
        catalogue.importSet(
                "halves",
                numpy("h.npy", NpyBytes.file("'<f2'", "False", "(6, 1)", bytes.array())),
                "train=0-5,test=5-6",
                ImportProgress.silent());
        assertThat(catalogue.examples("halves", "train", 5).values())
                .containsExactly(1, -2, 65504, (float) Math.scalb(1.0, -24), 0.33325195f);

        ByteBuffer longs = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        longs.asLongBuffer().put(new long[] {-1L, 7});
        catalogue.importSet(
                "longs",
                numpy("l.npy", NpyBytes.file("'<u8'", "False", "(2, 1)", longs.array())),
                "train=0-1,test=1-2",
                ImportProgress.silent());
        assertThat(catalogue.examples("longs", "train", 1).values()).containsExactly(0x1p64f);
    }

    @Test
    void a_bomb_is_not_inflated_past_what_its_header_promises() throws Exception {
        byte[] bomb = NpyBytes.bytes("(2, 2, 2)", new byte[64 << 20]);
        byte[] archive = NpyBytes.archive(Map.of("images", bomb));
        assertThat(archive.length).isLessThan(1 << 17);
        refused(numpy("bomb.npz", archive), "expected arrays that shrink 500-fold at most");
        refused(numpy("bomb.npy", IdxBytes.gzip(bomb)), "after 2 examples as the header says, got more bytes");
        byte[] promised = NpyBytes.archive(Map.of("images", NpyBytes.bytes("(9999999, 28, 28)", new byte[1 << 20])));
        refused(numpy("promised.npz", promised), "expected at most 1369568 examples of this size, got 9999999");
    }

    @Test
    void archives_that_are_damaged_or_unclear_are_refused() throws Exception {
        byte[] one = NpyBytes.floats("(2, 1)", 1, 2);
        byte[] archive = NpyBytes.archive(Map.of("a", one));
        refused(numpy("a.npz", Arrays.copyOf(archive, archive.length - 30)), "which is damaged or truncated");
        byte[] flipped = archive.clone();
        flipped[60] ^= 0x55;
        refused(numpy("b.npz", flipped), "damaged");
        refused(numpy("c.npz", NpyBytes.archive(Map.of("a", one, "b", one))), "got a (2, 1), b (2, 1) in c.npz");
        refused(numpy("d.npz", NpyBytes.archive(Map.of("notes", new byte[3]))), "which starts with \\x93NUMPY");
        refused(
                DataSources.numpy(new LabelledFile(files.resolve("gone.npy"), Optional.empty()), Optional.empty()),
                "gone.npy, which is not one");
    }

    private DataSource labelled(byte[] values, byte[] labels) {
        return DataSources.numpy(
                new LabelledFile(write("x.npy", values), Optional.of(write("y.npy", labels))), Optional.empty());
    }

    private DataSource numpy(byte[] array) {
        return numpy("x.npy", array);
    }

    private DataSource numpy(String name, byte[] bytes) {
        return DataSources.numpy(new LabelledFile(write(name, bytes), Optional.empty()), Optional.empty());
    }

    private Path write(String name, byte[] bytes) {
        return IdxBytes.write(files.resolve(name), bytes);
    }
}
