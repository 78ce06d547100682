package org.genera.data.readers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.genera.data.readers.files.InputFile;
import org.genera.data.readers.files.ZipArchive;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportProgress;

/** A folder in a zip archive: unpacked beside the values of the set, read like any folder, and thrown away. */
final class ZippedFolder implements DataSource {
    private final Path zip;
    private final Function<Path, DataSource> folderSource;

    /**
     * @param folderSource what reads the folder once it is unpacked
     */
    ZippedFolder(Path zip, Function<Path, DataSource> folderSource) {
        this.zip = zip;
        this.folderSource = folderSource;
    }

    static boolean isZip(Path path) {
        return !Files.isDirectory(path)
                && String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    @Override
    public String path() {
        return zip.toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        InputFile.requireFile("archive", zip);
        String name = String.valueOf(zip.getFileName());
        Path unpacked = Files.createDirectory(set.besides("unpacked")).resolve(name.substring(0, name.length() - 4));
        ImportProgress progress = set.progress();
        long bytes = Files.size(zip);
        try {
            new ZipArchive(zip).unpack(unpacked, set.notes(), done -> progress.read(done, 2 * bytes));
            // Unpacking is one half of the work, reading the other.
            set.hearing(new ImportProgress() {
                @Override
                public void read(long done, long total) {
                    progress.read(bytes + (total == 0 ? 0 : done * bytes / total), 2 * bytes);
                }

                @Override
                public void files(long done, long total) {
                    progress.files(done, total);
                }
            });
            folderSource.apply(inner(unpacked)).into(set);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(inWords(e, unpacked, name), e);
        } finally {
            set.removeBesides("unpacked");
        }
    }

    /** People think of paths in the archive. */
    private static String inWords(IllegalArgumentException e, Path unpacked, String name) {
        return String.valueOf(e.getMessage())
                .replace(unpacked + unpacked.getFileSystem().getSeparator(), name + "/")
                .replace(unpacked.toString(), name);
    }

    /** Most archives hold one folder that holds everything. */
    private static Path inner(Path unpacked) throws IOException {
        Path folder = unpacked;
        while (true) {
            try (Stream<Path> entries = Files.list(folder)) {
                List<Path> found = entries.limit(2).toList();
                if (found.size() != 1 || !Files.isDirectory(found.get(0))) {
                    return folder;
                }
                folder = found.get(0);
            }
        }
    }
}
