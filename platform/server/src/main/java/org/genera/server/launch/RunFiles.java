package org.genera.server.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.genera.run.home.RunDirectory;

/**
 * The server's own notes in a run's directory: they let a restarted server see what it had begun.
 *
 * @param directory of the run
 */
record RunFiles(RunDirectory directory) {
    private static final int LOG_END_BYTES = 16_384;
    private static final int LOG_END_LINES = 40;

    /** Written by the launcher's shell before the worker starts. */
    Path launcherPid() {
        return directory.root().resolve("launcher-pid");
    }

    /** Present from the request to cancel until the next launch. */
    private Path cancelMarker() {
        return directory.root().resolve("cancel-requested");
    }

    /** What earlier launches left behind would speak for the next one. */
    void clearForLaunch() {
        try {
            Files.deleteIfExists(directory.exitCodeFile());
            Files.deleteIfExists(launcherPid());
            Files.deleteIfExists(cancelMarker());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tidy " + directory.root() + ": " + e.getMessage(), e);
        }
    }

    void markCancel() {
        touch(cancelMarker());
    }

    boolean cancelMarked() {
        return Files.exists(cancelMarker());
    }

    void unmarkCancel() {
        delete(cancelMarker());
    }

    /** Notes the deletion in the directory too, so that a rebuilt database knows of it. */
    void markDeleted() {
        touch(directory.deletedMarker());
    }

    void unmarkDeleted() {
        delete(directory.deletedMarker());
    }

    boolean workerEnded() {
        return Files.exists(directory.exitCodeFile());
    }

    OptionalInt exitCode() {
        try {
            return OptionalInt.of(
                    Integer.parseInt(Files.readString(directory.exitCodeFile()).strip()));
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** The launcher that was started last, if one was. */
    Optional<ProcessIdentity> launcher() {
        try {
            long pid = Long.parseLong(Files.readString(launcherPid()).strip());
            Instant written = Files.getLastModifiedTime(launcherPid()).toInstant();
            return Optional.of(new ProcessIdentity(pid, written));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    long journalBytes() {
        try {
            return Files.size(directory.journal());
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines that the worker printed. */
    String logEnd() {
        try (RandomAccessFile log = new RandomAccessFile(directory.log().toFile(), "r")) {
            long from = Math.max(0, log.length() - LOG_END_BYTES);
            byte[] bytes = new byte[(int) (log.length() - from)];
            log.seek(from);
            log.readFully(bytes);
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_END_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file + ": " + e.getMessage(), e);
        }
    }
}
