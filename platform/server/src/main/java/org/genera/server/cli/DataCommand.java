package org.genera.server.cli;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.genera.data.DataCatalogue;
import org.genera.data.sets.DataSetCard;
import org.genera.run.home.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code genera data}. */
@Command(
        name = "data",
        description = "Lists, imports, fetches and removes data sets.",
        subcommands = {DataImportCommand.class, DataFetchCommand.class},
        mixinStandardHelpOptions = true)
final class DataCommand implements Runnable {
    @Mixin
    private Output output = new Output();

    @Override
    public void run() {
        throw new ParameterException(
                output.line(), "expected list, import, fetch or remove, such as `genera data list`");
    }

    @Command(
            name = "list",
            description = "Shows the data sets that are built in or have been imported.",
            mixinStandardHelpOptions = true)
    int list(@Mixin HomeOption home) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "ORIGIN", "SHAPE", "TRAIN", "TEST", "CLASSES", "WHAT"));
        for (DataSetCard card : catalogue(home.home()).cards()) {
            rows.add(List.of(
                    card.name(),
                    card.origin() == DataSetCard.Origin.GENERATED ? "built in" : "imported",
                    card.shape().toString(),
                    number(card.trainExamples()),
                    number(card.testExamples()),
                    card.classes().isEmpty() ? "-" : number(card.classes().size()),
                    card.origin() == DataSetCard.Origin.GENERATED ? card.title() : card.summary()));
        }
        new TextTable(rows, List.of(3, 4, 5)).print(output.out());
        return 0;
    }

    @Command(
            name = "remove",
            description =
                    "Removes an imported data set. Finished runs stay; to repeat one, import the same files again.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "An imported set.") String name, @Mixin HomeOption home) {
        try {
            catalogue(home.home()).remove(name);
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        output.out().println("Removed " + name + ".");
        return 0;
    }

    private static DataCatalogue catalogue(Home home) {
        return new DataCatalogue(home.data());
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
