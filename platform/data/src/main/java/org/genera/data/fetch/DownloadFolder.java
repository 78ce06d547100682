package org.genera.data.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.genera.data.store.ImportProgress;

/**
 * A folder that files are downloaded into. What an interrupted download left is gone on with, now or by a later process;
 * a file has its name only once its checksum is right. For one thread; a second process is turned away.
 */
public final class DownloadFolder {
    private static final int ATTEMPTS_IN_VAIN = 4;

    private final Path folder;
    private final Download download;
    private final Duration pause;

    public DownloadFolder(Path folder) {
        this(folder, Duration.ofSeconds(60), Duration.ofSeconds(1));
    }

    /**
     * @param patience how long a server may say nothing
     * @param pause before a second attempt, doubled before each further one
     */
    DownloadFolder(Path folder, Duration patience, Duration pause) {
        this.folder = folder;
        this.download = new Download(patience);
        this.pause = pause;
    }

    /** Where the files lie. */
    public Path folder() {
        return folder;
    }

    /**
     * Downloads a file, unless it is there already.
     *
     * @throws IllegalStateException saying in one sentence why it cannot be had
     */
    public Path fetch(PublishedFile file, ImportProgress progress) {
        Path target = folder.resolve(file.name());
        Path part = folder.resolve(file.name() + ".part");
        try {
            Files.createDirectories(folder);
            if (Files.isRegularFile(target) && Checksum.of(target).equals(file.md5())) {
                return target;
            }
            boolean resumed = Files.exists(part) && Files.size(part) > 0;
            complete(file, part, progress);
            if (resumed && !Checksum.of(part).equals(file.md5())) {
                // The beginning may be of an older file, so once more from there.
                Files.delete(part);
                complete(file, part, progress);
            }
            String found = Checksum.of(part);
            if (!found.equals(file.md5())) {
                Files.delete(part);
                throw new IllegalStateException("download: expected " + file.address() + " with the MD5 " + file.md5()
                        + ", got " + found + "; the download was damaged or the publisher changed the file; try again,"
                        + " or download it yourself and use `genera data import`");
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (IOException e) {
            throw new IllegalStateException("download: cannot write into " + folder + ": " + e, e);
        }
    }

    /** Removes all of it, once the set is imported. */
    public void remove() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder + ": " + e, e);
        }
    }

    private void complete(PublishedFile file, Path part, ImportProgress progress) throws IOException {
        int inVain = 0;
        while (true) {
            long before = size(part);
            try {
                download.goOn(file.address(), part, progress);
                return;
            } catch (Download.Refused e) {
                throw new IllegalStateException(
                        "download: " + e.getMessage() + " for " + file.address()
                                + "; the publisher may have moved it; download it yourself and use `genera data import`",
                        e);
            } catch (IOException e) {
                inVain = size(part) > before ? 0 : inVain + 1;
                if (inVain == ATTEMPTS_IN_VAIN) {
                    throw new IllegalStateException(
                            "download: expected " + file.address() + ", got " + e + " in " + inVain
                                    + " attempts; is there a way to the internet? The next call goes on after the "
                                    + size(part) + " bytes that are here",
                            e);
                }
                rest(inVain);
            }
        }
    }

    private void rest(int inVain) {
        try {
            Thread.sleep(pause.toMillis() << inVain);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("download: interrupted; the next call goes on with it", e);
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
