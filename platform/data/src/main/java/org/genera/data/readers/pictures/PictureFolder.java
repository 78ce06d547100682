package org.genera.data.readers.pictures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.genera.data.readers.files.NaturalOrder;
import org.genera.data.readers.files.Pictures;
import org.genera.data.readers.pictures.PictureFile.Head;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportNotes;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/**
 * A folder of PNG and JPEG pictures, whose class is the subfolder they lie in. Where there are {@link SplitFolders} and
 * nothing else, they are the split. Files come in their natural order and are then shuffled by a fixed seed,
 * so that a split by range mixes the classes.
 */
public final class PictureFolder implements DataSource {
    /** Of Tiny ImageNet: pictures to validate on lie in one folder, and a list beside it tells their classes. */
    private static final String UNSORTED = "images";

    private static final String ANNOTATIONS = "val_annotations.txt";

    private final Path folder;
    private final PictureForm form;

    public PictureFolder(Path folder, PictureForm form) {
        this.folder = folder;
        this.form = form;
    }

    @Override
    public String path() {
        return folder.toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("pictures: expected a folder, got " + folder + ", which is not one");
        }
        List<Picture> pictures = new ArrayList<>();
        int trainExamples = 0;
        Optional<SplitFolders> splits = SplitFolders.in(folder);
        if (splits.isPresent()) {
            pictures.addAll(in(splits.get().train(), set.notes()));
            trainExamples = pictures.size();
            pictures.addAll(test(splits.get(), classes(pictures, new ImportNotes()), set.notes()));
        } else {
            pictures.addAll(in(folder, set.notes()));
        }
        List<String> classes = classes(pictures, set.notes());
        DataShape.Image shape = form.shape(pictures.stream().map(Picture::file).toList(), set.notes());
        set.split(pictures.size(), trainExamples);
        ImportLimits.requireExamples("pictures", "all files together", pictures.size(), shape.size());
        set.begin(shape, true);
        copy(pictures, shape, set);
        Map<String, Integer> numbers = new HashMap<>();
        classes.forEach(name -> numbers.put(composed(name), numbers.size()));
        int[] labels = classes.isEmpty()
                ? new int[0]
                : pictures.stream()
                        .mapToInt(each -> numbers.getOrDefault(composed(each.subfolder()), 0))
                        .toArray();
        set.finish(new ImportSummary(
                labels,
                classes,
                trainExamples,
                Order.SHUFFLED,
                Pictures.named(shape),
                String.valueOf(folder.toAbsolutePath().normalize().getFileName())));
    }

    private static void copy(List<Picture> pictures, DataShape.Image shape, DataSetWriter set) throws IOException {
        long total = 0;
        for (Picture picture : pictures) {
            total += Files.size(picture.file());
        }
        long done = 0;
        int read = 0;
        for (Picture picture : pictures) {
            set.append(new PictureFile(picture.file()).pixels(shape), shape.size());
            done += Files.size(picture.file());
            read++;
            set.progress().read(done, total);
            set.progress().files(read, pictures.size());
        }
    }

    /** Pictures to test on; of Tiny ImageNet those to validate on, since nobody knows the classes of the others. */
    private static List<Picture> test(SplitFolders splits, List<String> classes, ImportNotes notes) throws IOException {
        Path annotated = splits.validation().orElse(splits.test());
        Path list = annotated.resolve(ANNOTATIONS);
        if (!classes.isEmpty() && !classes.contains(UNSORTED)) {
            if (Files.isRegularFile(list)) {
                splits.validation().ifPresent(validation -> tellLeftOut(splits.test(), notes));
                return annotated(annotated, list, notes);
            }
            if (directories(splits.test()).equals(List.of(UNSORTED))) {
                throw new IllegalArgumentException("pictures: expected the folders of the classes in "
                        + splits.test().getFileName() + " as in "
                        + splits.train().getFileName() + ", got " + UNSORTED
                        + " alone; Tiny ImageNet has " + ANNOTATIONS + " in val, which tells the classes");
            }
        }
        splits.validation().ifPresent(validation -> tellLeftOut(validation, notes));
        return in(splits.test(), notes);
    }

    private static void tellLeftOut(Path split, ImportNotes notes) {
        notes.add(
                Kind.LEFT_OUT,
                "all pictures in " + split.getFileName()
                        + ": a set has pictures to train on and to test on, no third kind");
    }

    private static List<Picture> annotated(Path split, Path list, ImportNotes notes) throws IOException {
        Map<String, String> classes = new HashMap<>();
        for (String line : Files.readAllLines(list)) {
            String[] parts = line.split("\t");
            if (parts.length > 1) {
                classes.put(parts[0], parts[1]);
            }
        }
        List<Picture> pictures = new ArrayList<>();
        for (Picture picture : in(split, notes)) {
            String name = String.valueOf(picture.file().getFileName());
            String label = classes.getOrDefault(name, "");
            if (label.isEmpty()) {
                throw new IllegalArgumentException("pictures: expected a class for each picture in "
                        + list.getFileName() + ", got none for " + picture.file());
            }
            pictures.add(new Picture(picture.file(), label));
        }
        notes.add(Kind.READ, "classes of the pictures in " + split.getFileName() + " from " + list.getFileName());
        return pictures;
    }

    /** The one spelling of names that look the same: an ö may be one character or an o with two dots. */
    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** One label that never varies is none. */
    private static List<String> classes(List<Picture> pictures, ImportNotes notes) {
        Map<String, String> spellings = new LinkedHashMap<>();
        pictures.stream()
                .map(Picture::subfolder)
                .distinct()
                .sorted(new NaturalOrder())
                .forEach(name -> {
                    String twin = spellings.putIfAbsent(composed(name), name);
                    if (twin != null) {
                        notes.count(
                                Kind.CHANGED,
                                "folders that are one class, since their names differ in the spelling alone",
                                name);
                    }
                });
        List<String> found = List.copyOf(spellings.values());
        if (found.size() > 1 && found.contains("")) {
            Picture outside = pictures.stream()
                    .filter(each -> each.subfolder().isEmpty())
                    .findFirst()
                    .orElseThrow();
            throw new IllegalArgumentException("pictures: expected all of them in subfolders, one for each class, or"
                    + " none, got " + outside.file() + " beside subfolders");
        }
        if (found.size() > ImportLimits.MOST_CLASSES) {
            throw new IllegalArgumentException("pictures: expected at most " + ImportLimits.MOST_CLASSES
                    + " subfolders, one for each class, got " + found.size()
                    + "; move the pictures into one folder if they have no classes");
        }
        return found.size() > 1 ? found : List.of();
    }

    /** All pictures below a folder, in natural order of their paths; tells what else there is. */
    static List<Picture> in(Path root, ImportNotes notes) throws IOException {
        return in(root, notes, file -> false);
    }

    /** @param read whether a file that is no picture is read all the same */
    static List<Picture> in(Path root, ImportNotes notes, Predicate<Path> read) throws IOException {
        TreeMap<String, Picture> found = new TreeMap<>(new NaturalOrder());
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                Path below = root.relativize(file);
                if (!isPicture(file, below)) {
                    if (!read.test(file)) {
                        boolean hidden = PictureNames.isHidden(below);
                        notes.count(
                                Kind.LEFT_OUT,
                                hidden ? "hidden files" : "files that are no pictures",
                                below.toString());
                    }
                    return;
                }
                String subfolder =
                        below.getNameCount() == 1 ? "" : below.getName(0).toString();
                found.put(below.toString().replace('\\', '/'), new Picture(file, subfolder));
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("pictures: expected PNG or JPEG files in " + root
                    + " or its subfolders, got none; is it the right folder?");
        }
        notes.add(Kind.READ, String.format(Locale.ROOT, "%,d pictures in %s", found.size(), root.getFileName()));
        return List.copyOf(found.values());
    }

    private static boolean isPicture(Path file, Path below) {
        String name = String.valueOf(file.getFileName());
        if (PictureNames.isHidden(below)) {
            return false;
        }
        if (PictureNames.isOtherPicture(name)) {
            throw new IllegalArgumentException("pictures: expected PNG or JPEG files, got " + file
                    + ", which is not read; convert it or take it out of the" + " folder");
        }
        return PictureNames.isReadable(name);
    }

    public static List<String> directories(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !PictureNames.isHidden(name))
                    .sorted()
                    .toList();
        }
    }

    /**
     * How pictures are brought to one form.
     *
     * @param size of both sides, after a cut to a square about the centre; empty to keep theirs
     * @param channels 1 or 3; empty for grey where all pictures are
     */
    public record PictureForm(Optional<Integer> size, Optional<Integer> channels) {
        public PictureForm {
            if (size.isPresent() && (size.get() < 1 || size.get() > ImportLimits.LARGEST_SIDE)) {
                throw new IllegalArgumentException("size: expected a number of pixels from 1 to "
                        + ImportLimits.LARGEST_SIDE + ", got " + size.get());
            }
        }

        /** The form that all pictures can have; refuses those of another size where none is wanted. */
        DataShape.Image shape(List<Path> files, ImportNotes notes) throws IOException {
            Path first = files.get(0);
            Head expected = new PictureFile(first).head();
            boolean grey = true;
            for (Path file : files) {
                Head head = new PictureFile(file).head();
                grey &= head.grey();
                head.tell(notes, String.valueOf(file.getFileName()));
                if (size.isEmpty() && (head.height() != expected.height() || head.width() != expected.width())) {
                    throw new IllegalArgumentException("pictures: expected all of the size " + expected.height()
                            + " × " + expected.width() + " of " + first.getFileName() + ", got " + head.height()
                            + " × " + head.width() + " in " + file + "; try --size 32 to cut and resize all");
                }
            }
            int height = size.orElse(expected.height());
            int width = size.orElse(expected.width());
            return ImportLimits.pictures(
                    "pictures", String.valueOf(first.getFileName()), height, width, channels.orElse(grey ? 1 : 3));
        }
    }

    /** A file, and the folder it lies in below the root, or nothing. */
    record Picture(Path file, String subfolder) {}
}
