package org.genera.data.fetch;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks the plain files of a .tar.gz archive side by side into one folder, whatever folders the archive has. Only names
 * without separators are taken, so nothing lands elsewhere; links are left out, and size and number are bounded.
 */
final class TarGz {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_FILES = 100;

    private TarGz() {}

    static void unpack(Path archive, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream input = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
            long left = MOST_BYTES;
            int files = 0;
            for (TarArchiveEntry entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
                String path = entry.getName().replace('\\', '/');
                String name = path.substring(path.lastIndexOf('/') + 1);
                if (!entry.isFile()
                        || entry.isSymbolicLink()
                        || entry.isLink()
                        || !NAME.matcher(name).matches()) {
                    continue;
                }
                if (entry.getSize() > left || ++files > MOST_FILES) {
                    throw new IllegalArgumentException("archive: expected at most " + MOST_FILES + " files of "
                            + (MOST_BYTES >> 20) + " MiB together, got more in " + archive.getFileName());
                }
                left -= entry.getSize();
                try (OutputStream output = Files.newOutputStream(folder.resolve(name))) {
                    input.transferTo(output);
                }
            }
        } catch (EOFException | ZipException | ArchiveException e) {
            throw damaged(archive, e);
        } catch (IOException e) {
            // A tar that ends early has no exception of its own.
            if (String.valueOf(e.getMessage()).contains("runcated")) {
                throw damaged(archive, e);
            }
            throw e;
        }
    }

    private static IllegalArgumentException damaged(Path archive, IOException cause) {
        return new IllegalArgumentException(
                "archive: expected a whole .tar.gz file, got " + archive.getFileName()
                        + ", which is damaged or truncated: " + cause.getMessage(),
                cause);
    }
}
