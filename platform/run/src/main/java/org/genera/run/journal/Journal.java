package org.genera.run.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import org.genera.run.Json;

/**
 * The journal of a run: one JSON event a line, only ever appended to. One writer (the worker), any number of readers. A
 * line counts once its line feed is written; what a killed writer left behind the last line feed is cut off by the next
 * one. A damaged line costs itself alone.
 */
public final class Journal {
    private static final int BLOCK_BYTES = 1 << 16;

    private Journal() {}

    /**
     * The complete lines from an offset on.
     *
     * @param events in order
     * @param gaps what could not be read, in order
     * @param nextOffset where to read on, always just behind a line feed; before the offset asked for if the file has
     *     become shorter than that
     */
    public record Chunk(List<JournalEvent> events, List<Gap> gaps, long nextOffset) {

        /** Without gaps. */
        public Chunk(List<JournalEvent> events, long nextOffset) {
            this(events, List.of(), nextOffset);
        }
    }

    /**
     * A place where the journal holds no event that can be read.
     *
     * @param offset in the file
     * @param bytes how many could not be read; 0 where the lines before the offset are missing
     * @param lines how many ended there
     * @param afterSeq sequence number of the event before it, {@link #UNKNOWN} where that is in another chunk
     * @param beforeSeq of the event behind it
     * @param reason why the first line could not be read
     */
    public record Gap(long offset, long bytes, int lines, long afterSeq, long beforeSeq, String reason) {
        static final long UNKNOWN = -1;

        /** For people. */
        public String sentence() {
            String which;
            if (afterSeq != UNKNOWN && beforeSeq != UNKNOWN && beforeSeq - afterSeq > 1) {
                long first = afterSeq + 1;
                long last = beforeSeq - 1;
                which = first == last
                        ? "event " + first + " is left out"
                        : "events " + first + " to " + last + " are left out";
            } else {
                which = "what it said is left out" + (afterSeq == UNKNOWN ? "" : ", after event " + afterSeq);
            }
            String where = bytes == 0
                    ? String.format(Locale.ROOT, "The journal is not whole before byte %,d", offset)
                    : String.format(Locale.ROOT, "The journal cannot be read at byte %,d (%,d bytes)", offset, bytes);
            return where + ": " + reason + "; " + which + ".";
        }
    }

    /**
     * Reads complete events from the byte offset, up to about {@code maxBytes}, or a whole line where it is longer; nothing
     * if the file does not exist.
     */
    public static Chunk read(Path file, long offset, int maxBytes) {
        if (!Files.exists(file)) {
            return new Chunk(List.of(), offset);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, offset, maxBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Chunk read(FileChannel channel, long offset, int maxBytes) throws IOException {
        long size = channel.size();
        if (size < offset) {
            return shorter(channel, offset, size);
        }
        byte[] bytes = readFully(channel, offset, (int) Math.min(size - offset, maxBytes));
        int end = lastLineFeed(bytes) + 1;
        if (end == 0 && offset + bytes.length < size) {
            return maxBytes < JournalLimits.LINE_BYTES
                    ? read(channel, offset, Math.min(2 * maxBytes, JournalLimits.LINE_BYTES))
                    : tooLong(channel, offset);
        }
        JournalLines lines = new JournalLines();
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                lines.add(bytes, start, i, offset + start);
                start = i + 1;
            }
        }
        return lines.upTo(offset + end);
    }

    /** The end of the file was lost, as after a power cut; what is written next must be read all the same. */
    private static Chunk shorter(FileChannel channel, long offset, long size) throws IOException {
        JournalLines lines = new JournalLines();
        long end = behindLastLineFeed(channel, size);
        lines.gap(end, offset - end, "its end, which had been read before, is lost");
        return lines.upTo(end);
    }

    /** Finds the end of a line that no writer of ours has written, without holding it. */
    private static Chunk tooLong(FileChannel channel, long offset) throws IOException {
        long at = offset + JournalLimits.LINE_BYTES;
        byte[] block = readFully(channel, at, BLOCK_BYTES);
        while (block.length > 0) {
            for (int i = 0; i < block.length; i++) {
                if (block[i] == '\n') {
                    JournalLines lines = new JournalLines();
                    long bytes = at + i + 1 - offset;
                    lines.gap(offset, bytes, "a line is longer than " + JournalLimits.LINE_BYTES + " bytes");
                    return lines.upTo(offset + bytes);
                }
            }
            at += block.length;
            block = readFully(channel, at, BLOCK_BYTES);
        }
        return new Chunk(List.of(), offset);
    }

    /** All events that can be read. */
    public static List<JournalEvent> readAll(Path file) {
        List<JournalEvent> events = new ArrayList<>();
        long offset = 0;
        while (true) {
            Chunk chunk = read(file, offset, 1 << 22);
            if (chunk.nextOffset() == offset) {
                return events;
            }
            events.addAll(chunk.events());
            offset = chunk.nextOffset();
        }
    }

    private static byte[] readFully(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
            // A short read goes on where it stopped.
        }
        byte[] bytes = buffer.array();
        return buffer.hasRemaining() ? Arrays.copyOf(bytes, buffer.position()) : bytes;
    }

    private static int lastLineFeed(byte[] bytes) {
        int i = bytes.length - 1;
        while (i >= 0 && bytes[i] != '\n') {
            i--;
        }
        return i;
    }

    private static long behindLastLineFeed(FileChannel channel, long size) throws IOException {
        long end = size;
        while (end > 0) {
            long from = Math.max(0, end - BLOCK_BYTES);
            int found = lastLineFeed(readFully(channel, from, (int) (end - from)));
            if (found >= 0) {
                return from + found + 1;
            }
            end = from;
        }
        return 0;
    }

    /** Appends events. Not thread-safe: the worker's training thread owns it. */
    public static final class Writer implements AutoCloseable {
        private final FileChannel channel;
        private long nextSeq;

        private Writer(FileChannel channel, long nextSeq) {
            this.channel = channel;
            this.nextSeq = nextSeq;
        }

        /** Opens the journal, cuts off an incomplete last line, and goes on with the next sequence number. */
        public static Writer open(Path file) {
            try {
                Files.createDirectories(file.getParent());
                if (Files.exists(file)) {
                    cutIncompleteLine(file);
                }
                long seq = nextSeq(file);
                return new Writer(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), seq);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
            }
        }

        private static void cutIncompleteLine(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                channel.truncate(behindLastLineFeed(channel, channel.size()));
            }
        }

        /** One more than the last that can be read; lines behind it that cannot had one each. */
        private static long nextSeq(Path file) {
            long seq = 0;
            long offset = 0;
            while (true) {
                Chunk chunk = read(file, offset, 1 << 20);
                if (chunk.nextOffset() == offset) {
                    return seq;
                }
                offset = chunk.nextOffset();
                List<JournalEvent> events = chunk.events();
                seq = events.isEmpty() ? seq : events.get(events.size() - 1).seq() + 1;
                for (Gap gap : chunk.gaps()) {
                    seq += gap.beforeSeq() == Gap.UNKNOWN ? gap.lines() : 0;
                }
            }
        }

        /**
         * Appends the event that the function makes of the next sequence number; it is in the file on return.
         *
         * @throws IllegalArgumentException if it says more than can be kept; nothing is written then
         */
        public void append(LongFunction<JournalEvent> event) {
            byte[] line =
                    (Json.write(JournalLimits.fitting(event.apply(nextSeq))) + "\n").getBytes(StandardCharsets.UTF_8);
            if (line.length > JournalLimits.LINE_BYTES) {
                throw new IllegalArgumentException("expected an event of at most " + JournalLimits.LINE_BYTES
                        + " bytes, got one of " + line.length);
            }
            try {
                long before = channel.size();
                try {
                    ByteBuffer buffer = ByteBuffer.wrap(line);
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                } catch (IOException e) {
                    // Half a line would take the next one with it.
                    channel.truncate(before);
                    throw e;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the journal: " + e.getMessage(), e);
            }
            nextSeq++;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
