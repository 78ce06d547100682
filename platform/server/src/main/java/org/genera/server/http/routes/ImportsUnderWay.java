package org.genera.server.http.routes;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.genera.data.store.ImportProgress;
import org.genera.server.launch.RefusedException;

/** How far imports of uploads are, under tickets that their clients have chosen, and which are to stop. Thread-safe. */
final class ImportsUnderWay {
    private final Map<String, Heard> imports = new ConcurrentHashMap<>();

    /**
     * Bytes of the given files, or what stands for them, and files where there are many.
     *
     * @param files read so far
     * @param filesTotal 0 where nobody counts them
     */
    record Progress(long done, long total, long files, long filesTotal) {}

    ImportProgress hearing(String ticket) {
        return imports.computeIfAbsent(ticket, missing -> new Heard());
    }

    Optional<Progress> of(String ticket) {
        return Optional.ofNullable(imports.get(ticket))
                .map(heard -> heard.progress)
                .filter(heard -> heard.total() > 0);
    }

    /** Has an import end at its next step; false where there is none under the ticket. */
    boolean stop(String ticket) {
        Heard heard = imports.get(ticket);
        if (heard == null) {
            return false;
        }
        heard.stopped = true;
        return true;
    }

    void end(String ticket) {
        imports.remove(ticket);
    }

    private static final class Heard implements ImportProgress {
        private volatile Progress progress = new Progress(0, 0, 0, 0);
        private volatile boolean stopped;

        @Override
        public void read(long done, long total) {
            requireWanted();
            progress = new Progress(done, total, progress.files(), progress.filesTotal());
        }

        @Override
        public void files(long done, long total) {
            requireWanted();
            progress = new Progress(progress.done(), progress.total(), done, total);
        }

        private void requireWanted() {
            if (stopped) {
                throw new RefusedException("the import was stopped, and nothing of it is kept");
            }
        }
    }
}
