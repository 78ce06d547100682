package org.genera.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The journal of a run: one JSON event a line, only ever appended to. One writer (the worker), any number of readers. A
 * line counts once its line feed is written; what a killed writer left behind the last line feed is cut off by the next
 * one.
 */
public final class Journal {

    private Journal() {}

    /**
     * The complete lines from an offset on.
     *
     * @param events in order
     * @param nextOffset where to read on, always just behind a line feed
     */
    public record Chunk(List<JournalEvent> events, long nextOffset) {}

    /** Reads complete events from the byte offset, up to about {@code maxBytes}; nothing if the file does not exist. */
    public static Chunk read(Path file, long offset, int maxBytes) {
        if (!Files.exists(file)) {
            return new Chunk(List.of(), offset);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long available = channel.size() - offset;
            if (available <= 0) {
                return new Chunk(List.of(), offset);
            }
            int wanted = (int) Math.min(available, maxBytes);
            byte[] bytes = readFully(channel, offset, wanted);
            int end = lastLineFeed(bytes) + 1;
            if (end == 0 && wanted < available) {
                return read(file, offset, Math.multiplyExact(maxBytes, 2));
            }
            List<JournalEvent> events = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < end; i++) {
                if (bytes[i] == '\n') {
                    events.add(parse(file, new String(bytes, start, i - start, StandardCharsets.UTF_8)));
                    start = i + 1;
                }
            }
            return new Chunk(List.copyOf(events), offset + end);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** All complete events. */
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
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static int lastLineFeed(byte[] bytes) {
        int i = bytes.length - 1;
        while (i >= 0 && bytes[i] != '\n') {
            i--;
        }
        return i;
    }

    private static JournalEvent parse(Path file, String line) {
        try {
            return Json.read(line, JournalEvent.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("damaged line in " + file + ": " + e.getOriginalMessage(), e);
        }
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
                long seq = 0;
                if (Files.exists(file)) {
                    cutIncompleteLine(file);
                    List<JournalEvent> events = readAll(file);
                    seq = events.isEmpty() ? 0 : events.get(events.size() - 1).seq() + 1;
                }
                return new Writer(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), seq);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
            }
        }

        private static void cutIncompleteLine(Path file) throws IOException {
            try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                long end = access.length();
                while (end > 0) {
                    access.seek(end - 1);
                    if (access.read() == '\n') {
                        break;
                    }
                    end--;
                }
                access.setLength(end);
            }
        }

        /** Appends the event that the function makes of the next sequence number; it is in the file on return. */
        public void append(LongFunction<JournalEvent> event) {
            byte[] line = (Json.write(event.apply(nextSeq)) + "\n").getBytes(StandardCharsets.UTF_8);
            try {
                ByteBuffer buffer = ByteBuffer.wrap(line);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
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
