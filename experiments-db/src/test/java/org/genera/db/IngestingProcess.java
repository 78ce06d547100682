package org.genera.db;

import java.nio.file.Path;
import org.genera.db.runs.RunRow;
import org.genera.run.journal.Journal;

/** Feeds a journal to a database in small pieces and prints each offset that was acknowledged; made to be killed. */
final class IngestingProcess {

    private IngestingProcess() {}

    static ProcessBuilder command(String url, String journal, String run) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                IngestingProcess.class.getName(),
                url,
                journal,
                run);
    }

    public static void main(String[] arguments) {
        try (ExperimentsDb db = ExperimentsDb.open(arguments[0])) {
            Path journal = Path.of(arguments[1]);
            RunRow row = db.runs().find(arguments[2]).orElseThrow();
            while (true) {
                Journal.Chunk chunk = Journal.read(journal, row.journalOffset(), 700);
                row = db.ingest()
                        .apply(arguments[2], row.journalOffset(), chunk)
                        .row();
                System.out.println(row.journalOffset());
                System.out.flush();
            }
        }
    }
}
