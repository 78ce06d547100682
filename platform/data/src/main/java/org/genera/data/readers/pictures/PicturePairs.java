package org.genera.data.readers.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.genera.data.readers.files.NaturalOrder;
import org.genera.data.readers.files.Pictures;
import org.genera.data.readers.pictures.PictureFolder.Picture;
import org.genera.data.readers.pictures.PictureFolder.PictureForm;
import org.genera.data.readers.pictures.TwoFolders.Sides;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportNotes;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/**
 * Two folders of PNG and JPEG pictures with the same names in both, whatever their endings: those of the first are
 * translated into those of the second. The split is what the folders say. Pairs come in the natural order of their names and are then shuffled by a fixed seed.
 */
public final class PicturePairs implements DataSource {
    private final List<Path> given;
    private final PictureForm form;

    /**
     * @param given the two folders, or one that holds them
     */
    public PicturePairs(List<Path> given, PictureForm form) {
        this.given = List.copyOf(given);
        this.form = form;
    }

    @Override
    public String path() {
        return given.get(0).toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        if (given.size() == 1
                && Files.isDirectory(given.get(0))
                && Pix2PixPictures.meantBy(PictureFolder.directories(given.get(0)))) {
            new Pix2PixPictures(given.get(0), form).into(set);
            return;
        }
        TwoFolders folders = TwoFolders.of("pairs", given);
        List<Pair> pairs = pairs(folders.first(), set.notes());
        int trainExamples = 0;
        if (folders.test().isPresent()) {
            trainExamples = pairs.size();
            pairs.addAll(pairs(folders.test().get(), set.notes()));
        }
        DataShape.Image source = form.shape(pairs.stream().map(Pair::source).toList(), set.notes());
        DataShape.Image target = form.shape(pairs.stream().map(Pair::target).toList(), set.notes());
        DataShape.Pair shape = new DataShape.Pair(source, target);
        set.split(pairs.size(), trainExamples);
        ImportLimits.requireExamples("pairs", "all files together", pairs.size(), shape.size());
        set.begin(shape, true);
        long total = 0;
        for (Pair pair : pairs) {
            total += Files.size(pair.source()) + Files.size(pair.target());
        }
        long done = 0;
        for (Pair pair : pairs) {
            set.append(new PictureFile(pair.source()).pixels(source), source.size());
            set.append(new PictureFile(pair.target()).pixels(target), target.size());
            done += Files.size(pair.source()) + Files.size(pair.target());
            set.progress().read(done, total);
        }
        set.finish(new ImportSummary(
                new int[0],
                List.of(),
                trainExamples,
                Order.SHUFFLED,
                "pairs of " + Pictures.named(source) + (source.equals(target) ? "" : " and " + Pictures.named(target)),
                folders.names()));
    }

    private static List<Pair> pairs(Sides folders, ImportNotes notes) throws IOException {
        Map<String, Path> sources = named(folders.source(), notes);
        Map<String, Path> targets = named(folders.target(), notes);
        requirePartners(sources, targets, folders.target());
        requirePartners(targets, sources, folders.source());
        List<Pair> pairs = new ArrayList<>();
        sources.forEach((name, source) ->
                Optional.ofNullable(targets.get(name)).ifPresent(target -> pairs.add(new Pair(source, target))));
        return pairs;
    }

    private static void requirePartners(Map<String, Path> some, Map<String, Path> others, Path folder) {
        List<Path> alone = some.entrySet().stream()
                .filter(each -> !others.containsKey(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!alone.isEmpty()) {
            throw new IllegalArgumentException("pairs: expected a picture of the same name in both folders, got "
                    + alone.get(0) + " without a partner in " + folder
                    + (alone.size() == 1 ? "" : ", and " + (alone.size() - 1) + " more")
                    + "; if the pictures do not belong together, import them as unpaired");
        }
    }

    private static Map<String, Path> named(Path folder, ImportNotes notes) throws IOException {
        Map<String, Path> named = new TreeMap<>(new NaturalOrder());
        for (Picture picture : PictureFolder.in(folder, notes)) {
            String path = folder.relativize(picture.file()).toString().replace('\\', '/');
            Path twin = named.put(path.substring(0, path.lastIndexOf('.')), picture.file());
            if (twin != null) {
                throw new IllegalArgumentException("pairs: expected one picture of a name in a folder, got "
                        + picture.file() + " beside " + twin.getFileName());
            }
        }
        return named;
    }

    private record Pair(Path source, Path target) {}
}
