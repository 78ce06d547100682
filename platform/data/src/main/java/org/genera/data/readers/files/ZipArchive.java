package org.genera.data.readers.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.genera.data.store.ImportLimits;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportNotes;

/**
 * An archive that somebody sent. Its table of contents is checked before a byte is unpacked, and what is unpacked is
 * counted, since the table may lie. Links do not exist for this reader: they would be small files.
 */
public final class ZipArchive {
    private static final long MOST_BYTES = 2 * ImportLimits.MOST_BYTES;
    private static final int MOST_ENTRIES = 1_000_000;
    private static final int DEEPEST = 16;
    /** Pictures are compressed already; what shrinks more than this is no picture. */
    private static final int MOST_SHRUNK = 200;

    private static final long SMALL = 1 << 20;
    private static final Pattern OUTSIDE = Pattern.compile("^/|^[A-Za-z]:|\\\\|\0|(^|/)\\.\\.(/|$)|//");
    /** What file managers leave in archives. */
    private static final Pattern LEFT_OUT = Pattern.compile("(^|/)(__MACOSX/|@eaDir/|\\.|Thumbs\\.db$|desktop\\.ini$)");

    private static final Pattern METHOD = Pattern.compile("compression method: (\\d+)");
    private static final Map<String, String> METHODS =
            Map.of("9", "Deflate64", "12", "BZip2", "14", "LZMA", "93", "Zstandard", "95", "XZ", "98", "PPMd");
    /** Of so many a few may be meant. */
    private static final int MOST_EMPTY = 1_000;

    private final Path zip;
    private final String name;
    private long unpackedBytes;

    public ZipArchive(Path zip) {
        this.zip = zip;
        this.name = String.valueOf(zip.getFileName());
    }

    /**
     * The folders on the first level that holds more than one thing, in the order of their names; none where the archive
     * cannot be read.
     */
    public List<String> folders() throws IOException {
        List<String[]> paths = paths().stream().map(path -> path.split("/", -1)).toList();
        int level = 0;
        while (level < DEEPEST && oneFolder(paths, level)) {
            level++;
        }
        int found = level;
        return paths.stream()
                .filter(path -> path.length > found + 1)
                .map(path -> path[found])
                .distinct()
                .sorted()
                .toList();
    }

    /** The paths of all files but those that file managers leave; none where the archive cannot be read. */
    public List<String> paths() throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            return archive.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipArchive::path)
                    .filter(path -> !LEFT_OUT.matcher(path).find())
                    .limit(MOST_ENTRIES)
                    .toList();
        } catch (ZipException | EOFException e) {
            return List.of();
        }
    }

    private static boolean oneFolder(List<String[]> paths, int level) {
        return !paths.isEmpty()
                && paths.stream().allMatch(path -> path.length > level + 1 && path[level].equals(paths.get(0)[level]));
    }

    /**
     * Writes its files below a folder.
     *
     * @param progress told how many compressed bytes have been read
     */
    public void unpack(Path folder, ImportNotes notes, LongConsumer progress) throws IOException {
        Files.createDirectories(folder);
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            List<ZipEntry> entries = checked(archive, notes);
            long done = 0;
            for (ZipEntry entry : entries) {
                write(archive, entry, folder);
                done += Math.max(0, entry.getCompressedSize());
                progress.accept(done);
            }
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException(
                    "archive: expected a whole zip archive, got " + name + ", which cannot be read: " + reason(e), e);
        }
    }

    private List<ZipEntry> checked(ZipFile archive, ImportNotes notes) {
        int empty = 0;
        if (archive.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "archive: expected at most " + MOST_ENTRIES + " files, got " + archive.size() + " in " + name);
        }
        List<ZipEntry> entries = new ArrayList<>();
        long bytes = 0;
        for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String path = path(entry);
            if (OUTSIDE.matcher(path).find() || path.split("/", -1).length > DEEPEST) {
                throw new IllegalArgumentException("archive: expected paths below the archive's own folder, got \""
                        + visible(path) + "\" in " + name);
            }
            if (entry.isDirectory() || path.endsWith("/")) {
                continue;
            }
            if (LEFT_OUT.matcher(path).find()) {
                notes.count(Kind.LEFT_OUT, "hidden files", visible(path));
                continue;
            }
            if (!path.equals(entry.getName())) {
                notes.count(Kind.CHANGED, "names whose \\ was read as /", visible(entry.getName()));
            }
            empty += entry.getSize() == 0 ? 1 : 0;
            if (empty > MOST_EMPTY) {
                throw new IllegalArgumentException(
                        "archive: expected pictures, got more than " + MOST_EMPTY + " empty files in " + name);
            }
            if (isBomb(entry.getSize(), entry)) {
                throw bomb(visible(path) + " in " + name + ", which promises " + entry.getSize() / SMALL + " MiB in "
                        + entry.getCompressedSize() + " bytes");
            }
            bytes += Math.max(0, entry.getSize());
            if (bytes > MOST_BYTES) {
                throw bomb(name + ", which promises more");
            }
            entries.add(entry);
        }
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("archive: expected files, got none in " + name);
        }
        return entries;
    }

    private void write(ZipFile archive, ZipEntry entry, Path folder) throws IOException {
        Path file = target(folder, path(entry));
        try {
            Files.createDirectories(file.getParent());
            try (InputStream input = archive.getInputStream(entry);
                    OutputStream output = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                byte[] block = new byte[1 << 16];
                long inEntry = 0;
                for (int length = input.read(block); length >= 0; length = input.read(block)) {
                    inEntry += length;
                    unpackedBytes += length;
                    if (unpackedBytes > MOST_BYTES || isBomb(inEntry, entry)) {
                        throw bomb(visible(entry.getName()) + " in " + name + ", which holds more than it promises");
                    }
                    output.write(block, 0, length);
                }
            }
        } catch (FileSystemException e) {
            throw new IllegalArgumentException(
                    "archive: expected different names that a disk can hold, got \"" + visible(entry.getName())
                            + "\" in " + name + ", which cannot be written: " + e.getReason(),
                    e);
        }
    }

    private Path target(Path folder, String path) {
        try {
            Path file = folder.resolve(path).normalize();
            if (file.startsWith(folder) && !file.equals(folder)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // Said below, like a path that leads elsewhere.
        }
        throw new IllegalArgumentException(
                "archive: expected paths below the archive's own folder, got \"" + visible(path) + "\" in " + name);
    }

    /** Some programs of Windows write what separates folders there. */
    private static String path(ZipEntry entry) {
        return entry.getName().replace('\\', '/');
    }

    private static String reason(IOException cause) {
        Matcher method = METHOD.matcher(String.valueOf(cause.getMessage()));
        if (!method.find()) {
            return String.valueOf(cause.getMessage());
        }
        String number = method.group(1);
        return "its compression method, " + METHODS.getOrDefault(number, "number " + number)
                + ", is not read; pack it with Deflate, as zip does and 7-Zip on request";
    }

    private static boolean isBomb(long bytes, ZipEntry entry) {
        return bytes > SMALL && bytes > MOST_SHRUNK * Math.max(1, entry.getCompressedSize());
    }

    private static IllegalArgumentException bomb(String what) {
        return new IllegalArgumentException("archive: expected pictures of at most " + (MOST_BYTES >> 20)
                + " MiB together, shrunk " + MOST_SHRUNK + "-fold at most, got " + what);
    }

    private static String visible(String path) {
        return (path.length() > 80 ? path.substring(0, 80) + "…" : path).replaceAll("\\p{Cntrl}", "?");
    }
}
