package org.genera.worker.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log of a run from growing for ever, whoever prints: models, native code, the virtual machine. All of them
 * append to one file, so it is the file that is looked at; when it is too long its middle is cut out. Runs in the worker
 * itself, since the server may be gone.
 */
public final class LogBound {
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final Pattern CUT =
            Pattern.compile("\n\\[… ([0-9]+) bytes of this log were cut out here[^\n]*\\]\n");
    private static final int CUT_BYTES = 200;

    private final Path log;
    private final int part;

    /** @param part bytes that are kept of the beginning, and of the end; the log may grow to four times of it between */
    public LogBound(Path log, int part) {
        this.log = log;
        this.part = part;
    }

    /** Looks at the log until this process ends. */
    public void watch() {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            Thread.sleep(LOOK_EVERY_MILLIS);
                            look();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (IOException e) {
                        LoggerFactory.getLogger(LogBound.class).warn("cannot keep the log short: {}", e.getMessage());
                    }
                },
                "genera-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** Cuts the log if it is too long. */
    void look() throws IOException {
        if (!Files.exists(log) || Files.size(log) <= 4L * part) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            long length = file.length();
            long cut = length - 2L * part;
            byte[] after = new byte[CUT_BYTES];
            file.seek(part);
            file.readFully(after);
            Matcher earlier = CUT.matcher(new String(after, StandardCharsets.UTF_8));
            if (earlier.lookingAt()) {
                cut += Long.parseLong(earlier.group(1)) - earlier.group().getBytes(StandardCharsets.UTF_8).length;
            }
            byte[] end = new byte[part];
            file.seek(length - part);
            file.readFully(end);
            // Others append while this is written: what they print now goes behind, or is lost with the middle.
            file.setLength(part);
            file.seek(part);
            file.write(sentence(cut).getBytes(StandardCharsets.UTF_8));
            file.write(end);
        }
    }

    private String sentence(long cut) {
        return "\n[… " + cut + " bytes of this log were cut out here; its beginning and its end are kept …]\n";
    }
}
