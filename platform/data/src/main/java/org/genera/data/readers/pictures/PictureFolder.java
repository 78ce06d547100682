package org.genera.data.readers.pictures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.genera.data.readers.files.NaturalOrder;
import org.genera.data.readers.files.Pictures;
import org.genera.data.readers.pictures.PictureFile.Head;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/**
 * A folder of PNG and JPEG pictures, whose class is the subfolder they lie in. Where there are subfolders "train" and
 * "test" and nothing else, they are the split. Files come in their natural order and are then shuffled by a fixed seed,
 * so that a split by range mixes the classes.
 */
public final class PictureFolder implements DataSource {
    private static final Set<String> READABLE = Set.of("png", "jpg", "jpeg");
    private static final Set<String> OTHER_PICTURES = Set.of("gif", "bmp", "webp", "tif", "tiff", "avif", "heic");

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
        if (directories(folder).equals(List.of("test", "train"))) {
            pictures.addAll(in(folder.resolve("train")));
            trainExamples = pictures.size();
            pictures.addAll(in(folder.resolve("test")));
        } else {
            pictures.addAll(in(folder));
        }
        List<String> classes = classes(pictures);
        DataShape.Image shape = form.shape(pictures.stream().map(Picture::file).toList());
        set.split(pictures.size(), trainExamples);
        ImportLimits.requireExamples("pictures", "all files together", pictures.size(), shape.size());
        set.begin(shape, true);
        copy(pictures, shape, set);
        int[] labels = classes.isEmpty()
                ? new int[0]
                : pictures.stream()
                        .mapToInt(each -> classes.indexOf(each.subfolder()))
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
        for (Picture picture : pictures) {
            set.append(new PictureFile(picture.file()).pixels(shape), shape.size());
            done += Files.size(picture.file());
            set.progress().read(done, total);
        }
    }

    /** One label that never varies is none. */
    private static List<String> classes(List<Picture> pictures) {
        List<String> found = pictures.stream()
                .map(Picture::subfolder)
                .distinct()
                .sorted(new NaturalOrder())
                .toList();
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

    /** All pictures below a folder, in natural order of their paths. */
    static List<Picture> in(Path root) throws IOException {
        TreeMap<String, Picture> found = new TreeMap<>(new NaturalOrder());
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile).filter(PictureFolder::isPicture).forEach(file -> {
                Path below = root.relativize(file);
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
        return List.copyOf(found.values());
    }

    private static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (OTHER_PICTURES.contains(ending)) {
            throw new IllegalArgumentException(
                    "pictures: expected PNG or JPEG files, got " + file + "; convert it or take it out of the folder");
        }
        return READABLE.contains(ending) && !name.startsWith(".");
    }

    public static List<String> directories(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> !name.startsWith("."))
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
        DataShape.Image shape(List<Path> files) throws IOException {
            Path first = files.get(0);
            Head expected = new PictureFile(first).head();
            boolean grey = true;
            for (Path file : files) {
                Head head = new PictureFile(file).head();
                grey &= head.grey();
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
