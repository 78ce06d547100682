package org.genera.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.genera.data.DataCatalogue;
import org.genera.data.fetch.DownloadFolder;
import org.genera.data.fetch.PublishedFile;
import org.genera.data.fetch.PublishedSet;
import org.genera.data.sets.DataSetCard;
import org.genera.data.store.DataSource;
import org.genera.run.home.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code genera data fetch}. */
@Command(
        name = "fetch",
        description = "Downloads a known data set from its publisher, checks it and imports it. An interrupted"
                + " download is gone on with.",
        mixinStandardHelpOptions = true)
final class DataFetchCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "SET", description = "mnist, fashion-mnist, kmnist or cifar10.")
    private String name = "";

    @Mixin
    private HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        fetch(PublishedSet.named(name), home.home(), output.out());
        return 0;
    }

    static void fetch(PublishedSet set, Home home, PrintWriter out) {
        DataCatalogue catalogue = new DataCatalogue(home.data());
        if (catalogue.card(set.name()).isPresent()) {
            throw new IllegalArgumentException("set: expected one that is not here yet, got " + set.name()
                    + "; to fetch it again, say `genera data remove " + set.name() + "` first");
        }
        Path folder = home.downloads().resolve(set.name());
        DownloadFolder downloads = new DownloadFolder(folder);
        for (PublishedFile file : set.files()) {
            out.println("Downloading " + file.address());
            out.flush();
            ByteProgress.showing(file.name(), progress -> downloads.fetch(file, progress));
        }
        DataSetCard card = ByteProgress.showing("Importing " + set.name(), progress -> {
            DataSource source = set.source(folder);
            return catalogue.importSet(set.name(), source, "", "./genera data fetch " + set.name(), progress);
        });
        downloads.remove();
        DataImportCommand.print(out, card, catalogue.importRecord(card.name()));
    }
}
