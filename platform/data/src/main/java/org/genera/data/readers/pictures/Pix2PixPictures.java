package org.genera.data.readers.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.genera.data.readers.files.Pictures;
import org.genera.data.readers.pictures.PictureFolder.Picture;
import org.genera.data.readers.pictures.PictureFolder.PictureForm;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportNotes;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/**
 * The layout of the sets of pix2pix (Isola et al. 2017): pictures whose left half is translated into their right half, in
 * folders train and test, or train and val. Where there are all three, val is left out: a set has two splits.
 */
public final class Pix2PixPictures implements DataSource {
    private static final Set<String> ALL = Set.of("train", "val", "test");

    private final Path folder;
    private final PictureForm form;

    Pix2PixPictures(Path folder, PictureForm form) {
        this.folder = folder;
        this.form = form;
    }

    /** Whether folders of pairs are splits, and not the two domains. */
    static boolean meantBy(List<String> folders) {
        return folders.size() > 1 && folders.contains("train") && ALL.containsAll(folders);
    }

    @Override
    public String path() {
        return folder.toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        List<String> folders = PictureFolder.directories(folder);
        String tested = folders.contains("test") ? "test" : "val";
        List<Path> files = files(folder.resolve("train"), set.notes());
        int trainExamples = files.size();
        files.addAll(files(folder.resolve(tested), set.notes()));
        DataShape.Image half = half(files, set.notes());
        DataShape.Pair shape = new DataShape.Pair(half, half);
        set.split(files.size(), trainExamples);
        ImportLimits.requireExamples("pairs", "all files together", files.size(), shape.size());
        set.begin(shape, true);
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        long done = 0;
        for (Path file : files) {
            for (int side = 0; side < 2; side++) {
                set.append(new PictureFile(file).strip(side, 2, half), half.size());
            }
            done += Files.size(file);
            set.progress().read(done, total);
        }
        set.finish(new ImportSummary(
                new int[0],
                List.of(),
                trainExamples,
                Order.SHUFFLED,
                "pairs of " + Pictures.named(half),
                "the halves of the pictures of " + TwoFolders.name(folder)
                        + (folders.size() == ALL.size() ? " without val" : "")));
    }

    private DataShape.Image half(List<Path> files, ImportNotes notes) throws IOException {
        DataShape.Image whole = form.shape(files, notes);
        if (form.size().isPresent()) {
            // The size that the user wants is that of a side of the pair.
            return whole;
        }
        if (whole.width() % 2 == 1) {
            throw new IllegalArgumentException("pairs: expected pictures with two halves side by side, got an odd width"
                    + " of " + whole.width() + " pixels in " + folder
                    + "; are the pairs in two folders with the same names?");
        }
        return new DataShape.Image(whole.height(), whole.width() / 2, whole.channels());
    }

    private static List<Path> files(Path folder, ImportNotes notes) throws IOException {
        return new ArrayList<>(
                PictureFolder.in(folder, notes).stream().map(Picture::file).toList());
    }
}
