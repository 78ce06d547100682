package org.genera.server.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSetCard;
import org.genera.data.DataSource;
import org.genera.data.ImportProgress;
import org.genera.data.LabelledFile;
import org.genera.run.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code genera data}. */
@Command(name = "data", description = "Lists, imports and removes data sets.", mixinStandardHelpOptions = true)
final class DataCommand implements Runnable {
    private static final long MEBIBYTE = 1 << 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec().commandLine(), "expected list, import or remove, such as `genera data list`");
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
        new TextTable(rows, List.of(3, 4, 5)).print(out());
        return 0;
    }

    @Command(
            name = "import",
            description =
                    "Imports images, and labels if there are any, in the IDX format of MNIST and its kin, plain or"
                            + " gzipped.",
            mixinStandardHelpOptions = true)
    int importSet(
            @Parameters(paramLabel = "NAME", description = "Lower-case words joined by dashes, such as mnist-10k.")
                    String name,
            @Option(
                            names = "--images",
                            required = true,
                            paramLabel = "FILE",
                            description = "Unsigned bytes: count × height × width, or × channels for colour.")
                    Path images,
            @Option(names = "--labels", paramLabel = "FILE", description = "A label for each image.") @Nullable
                    Path labels,
            @Option(
                            names = "--split",
                            required = true,
                            paramLabel = "SPLIT",
                            description = "Which images are for training and which for testing, such as"
                                    + " train=0-9000,test=9000-10000; the second number is one behind the last.")
                    String split,
            @Mixin HomeOption home) {
        DataSetCard card = importShowing(name, images, Optional.ofNullable(labels), split, home.home());
        out().println("Imported " + name + ": " + card.summary());
        out().println("Training split " + number(card.trainExamples()) + ", test split " + number(card.testExamples())
                + ", fingerprint " + card.fingerprint().substring(0, 12) + ".");
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
        out().println("Removed " + name + ".");
        return 0;
    }

    @SuppressWarnings("SystemConsoleNull") // From JDK 22 on a log file gets the bar's lines, which is no harm.
    private static DataSetCard importShowing(String name, Path images, Optional<Path> labels, String split, Home home) {
        DataCatalogue catalogue = catalogue(home);
        try {
            // A bar is for people at a terminal.
            if (System.console() == null) {
                return catalogue.importSet(name, DataSource.idx(new LabelledFile(images, labels), Optional.empty()), split, ImportProgress.silent());
            }
            try (ProgressBar bar = new ProgressBarBuilder()
                    .setTaskName("Importing " + name)
                    .setUnit(" MiB", MEBIBYTE)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build()) {
                return catalogue.importSet(name, DataSource.idx(new LabelledFile(images, labels), Optional.empty()), split, (done, total) -> {
                    bar.maxHint(total);
                    bar.stepTo(done);
                });
            }
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static DataCatalogue catalogue(Home home) {
        return new DataCatalogue(home.data());
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("expected the command line to have set this command up");
        }
        return spec;
    }
}
