package org.genera.data.readers.pictures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.genera.data.readers.files.Pictures;
import org.genera.data.readers.pictures.PictureFolder.Picture;
import org.genera.data.readers.pictures.PictureFolder.PictureForm;
import org.genera.data.readers.text.Alphabet;
import org.genera.data.readers.text.SequenceLimits;
import org.genera.data.readers.text.SymbolKind;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportNotes;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;
import org.genera.spi.Half;

/**
 * PNG and JPEG pictures, each beside a text of the same name that says what is on it. Where there are subfolders "train" and
 * "test" and nothing else, they are the split. Blanks and ends of lines in a text count as one blank. Files come in their
 * natural order and are then shuffled by a fixed seed.
 */
public final class CaptionedPictures implements DataSource {
    private static final String TEXT = ".txt";
    private static final int MOST_BYTES = 1 << 16;

    private final Path folder;
    private final PictureForm form;
    private final SymbolKind kind;

    public CaptionedPictures(Path folder, PictureForm form, SymbolKind kind) {
        this.folder = folder;
        this.form = form;
        this.kind = kind;
    }

    /** Whether paths are those of pictures and their captions: a text has the name of a picture. */
    public static boolean meantBy(Stream<String> paths) {
        Set<String> pictures = new HashSet<>();
        Set<String> texts = new HashSet<>();
        paths.map(path -> path.toLowerCase(Locale.ROOT)).forEach(path -> {
            if (path.endsWith(TEXT)) {
                texts.add(stem(path));
            } else if (PictureNames.isReadable(path)) {
                pictures.add(stem(path));
            }
        });
        texts.retainAll(pictures);
        return !texts.isEmpty();
    }

    private static String stem(String path) {
        return path.substring(0, path.lastIndexOf('.'));
    }

    @Override
    public String path() {
        return folder.toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("captions: expected a folder, got " + folder + ", which is not one");
        }
        List<Path> pictures = new ArrayList<>();
        int trainExamples = 0;
        Optional<SplitFolders> splits =
                SplitFolders.in(folder).filter(each -> each.validation().isEmpty());
        if (splits.isPresent()) {
            pictures.addAll(in(splits.get().train(), set.notes()));
            trainExamples = pictures.size();
            pictures.addAll(in(splits.get().test(), set.notes()));
        } else {
            pictures.addAll(in(folder, set.notes()));
        }
        requireTexts(pictures);
        DataShape.Image picture = form.shape(pictures, set.notes());
        set.split(pictures.size(), trainExamples);
        Captions captions = captions(pictures);
        DataShape.Pair shape = new DataShape.Pair(picture, captions.shape());
        ImportLimits.requireExamples("captions", "all files together", pictures.size(), bytesEach(shape));
        set.beginHalves(shape);
        long total = 0;
        for (Path each : pictures) {
            total += Files.size(each);
        }
        long done = 0;
        for (int i = 0; i < pictures.size(); i++) {
            set.append(Half.FIRST, new PictureFile(pictures.get(i)).pixels(picture), picture.size());
            set.append(Half.SECOND, captions.values(i));
            done += Files.size(pictures.get(i));
            set.progress().read(done, total);
        }
        set.finish(new ImportSummary(
                        new int[0],
                        List.of(),
                        trainExamples,
                        Order.SHUFFLED,
                        Pictures.named(picture) + " with "
                                + SequenceLimits.named(captions.shape(), captions.shortest()),
                        String.valueOf(folder.toAbsolutePath().normalize().getFileName()))
                .ofSequences(captions.lengths(), captions.alphabet().symbols()));
    }

    private static long bytesEach(DataShape.Pair shape) {
        return shape.first().size() + (long) Float.BYTES * shape.second().size();
    }

    private static List<Path> in(Path root, ImportNotes notes) throws IOException {
        return PictureFolder.in(root, notes, file -> file.toString().endsWith(TEXT)).stream()
                .map(Picture::file)
                .toList();
    }

    private void requireTexts(List<Path> pictures) throws IOException {
        Set<Path> wanted = new HashSet<>();
        List<Path> alone = new ArrayList<>();
        for (Path picture : pictures) {
            Path text = textOf(picture);
            if (!wanted.add(text)) {
                throw new IllegalArgumentException("captions: expected one picture for each text, got " + picture
                        + " beside another picture of its name");
            }
            if (!Files.isRegularFile(text)) {
                alone.add(picture);
            }
        }
        requireNone(alone, "a text of the same name beside each picture", " without a .txt");
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> others = files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.endsWith(TEXT) && !name.startsWith(".") && !wanted.contains(file);
                    })
                    .sorted()
                    .toList();
            requireNone(others, "a picture of the same name beside each text", " without a picture");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void requireNone(List<Path> alone, String expected, String without) {
        if (!alone.isEmpty()) {
            throw new IllegalArgumentException("captions: expected " + expected + ", got " + alone.get(0) + without
                    + (alone.size() == 1 ? "" : ", and " + (alone.size() - 1) + " more")
                    + "; add what is missing or take the file out");
        }
    }

    private static Path textOf(Path picture) {
        return picture.resolveSibling(stem(String.valueOf(picture.getFileName())) + TEXT);
    }

    private Captions captions(List<Path> pictures) throws IOException {
        Alphabet alphabet = new Alphabet();
        List<int[]> numbers = new ArrayList<>();
        for (Path picture : pictures) {
            List<String> symbols = symbols(textOf(picture));
            numbers.add(symbols.stream().mapToInt(alphabet::number).toArray());
        }
        if (alphabet.tooLarge()) {
            throw new IllegalArgumentException("symbols: expected at most " + Alphabet.MOST_SYMBOLS
                    + " different symbols, got more " + kind + " in the texts of " + folder
                    + (kind == SymbolKind.WORDS ? "; try --symbols characters" : "; are these captions?"));
        }
        return new Captions(alphabet, List.copyOf(numbers));
    }

    private List<String> symbols(Path file) throws IOException {
        String text = text(file).strip().replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "captions: expected a text of at least one letter, got an empty one, " + file);
        }
        return kind == SymbolKind.WORDS
                ? Arrays.asList(text.split(" "))
                : text.codePoints().mapToObj(Character::toString).toList();
    }

    private static String text(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("captions: expected texts of at most " + MOST_BYTES + " bytes, got "
                    + bytes + " in " + file + "; shorten it");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            // What editors put before the first letter.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("captions: expected text in UTF-8, got other bytes in " + file, e);
        }
    }

    /** All texts, with symbols numbered as they came. */
    private record Captions(Alphabet alphabet, List<int[]> numbers) {

        DataShape.Sequence shape() {
            int longest = numbers.stream().mapToInt(each -> each.length).max().orElse(1);
            return DataShape.Sequence.ofSymbols(longest, alphabet.size());
        }

        int shortest() {
            return numbers.stream().mapToInt(each -> each.length).min().orElse(1);
        }

        int[] lengths() {
            return numbers.stream().mapToInt(each -> each.length).toArray();
        }

        /** Filled up to the longest. */
        float[] values(int i) {
            float[] values = new float[shape().longest()];
            int[] ranks = alphabet.ranks();
            for (int t = 0; t < numbers.get(i).length; t++) {
                values[t] = ranks[numbers.get(i)[t]];
            }
            return values;
        }
    }
}
