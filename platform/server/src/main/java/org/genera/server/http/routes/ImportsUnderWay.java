package org.genera.server.http.routes;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.genera.data.store.ImportProgress;

/** How far imports of uploads are, under tickets that their clients have chosen. Thread-safe. */
final class ImportsUnderWay {
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();

    /** Bytes of the given files, or what stands for them. */
    record Progress(long done, long total) {}

    ImportProgress hearing(String ticket) {
        return (done, total) -> progress.put(ticket, new Progress(done, total));
    }

    Optional<Progress> of(String ticket) {
        return Optional.ofNullable(progress.get(ticket));
    }

    void end(String ticket) {
        progress.remove(ticket);
    }
}
