package org.genera.data.readers.pictures;

import java.util.concurrent.Semaphore;

/**
 * How much memory pictures may take while they are decoded, all imports and uploads of a process together: a picture
 * waits until those before it have left room, and one that could never have room is refused. Thread-safe.
 */
final class DecodingMemory {
    static final DecodingMemory OF_THIS_PROCESS =
            new DecodingMemory(Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4));

    private final int kibInAll;
    private final Semaphore kib;

    DecodingMemory(long bytes) {
        this.kibInAll = kib(bytes);
        // Fair, or a large picture would wait for ever behind small ones.
        this.kib = new Semaphore(kibInAll, true);
    }

    /** Held while a picture is decoded and reduced. */
    final class Room implements AutoCloseable {
        private final int held;

        private Room(int held) {
            this.held = held;
        }

        @Override
        public void close() {
            kib.release(held);
        }
    }

    /**
     * Waits for so much room.
     *
     * @throws IllegalArgumentException if there will never be as much
     */
    Room room(long bytes, String picture) {
        int wanted = kib(bytes);
        if (wanted > kibInAll) {
            throw new IllegalArgumentException("pictures: expected pictures of at most " + kibInAll / 1024
                    + " MiB when decoded, got " + picture + ", which takes " + wanted / 1024
                    + "; make it smaller, or give Java more memory, such as JAVA_TOOL_OPTIONS=-Xmx8g");
        }
        kib.acquireUninterruptibly(wanted);
        return new Room(wanted);
    }

    private static int kib(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / 1024));
    }
}
