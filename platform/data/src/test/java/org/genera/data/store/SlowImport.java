package org.genera.data.store;

import java.nio.file.Path;
import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.data.readers.DataSources;

/** A process that imports a table and stops in the middle of it; its arguments are the folder of sets and the table. */
final class SlowImport {

    private SlowImport() {}

    public static void main(String[] arguments) {
        new DataCatalogue(Path.of(arguments[0]))
                .importSet("slow", DataSources.csv(Path.of(arguments[1]), Optional.empty()), "", (done, total) -> {
                    System.out.println("under way");
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }
}
