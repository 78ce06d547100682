package org.genera.worker.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Division;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.Examples;
import org.genera.data.sets.Split;
import org.genera.evaluation.ClassifierExtractor;
import org.genera.evaluation.ClassifierTraining;
import org.genera.evaluation.InceptionExtractor;
import org.genera.run.home.Home;
import org.genera.run.home.LockFile;
import org.genera.run.journal.OnValidation;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.genera.views.Cancelled;
import org.genera.worker.process.Cancellation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The extractors of a home folder, one for each data set and for each other way to divide it: trained by the first worker that needs it while others wait,
 * opened by all later ones. A folder appears by a rename, so nobody ever opens half of one.
 */
public final class Extractors {
    private static final Logger LOG = LoggerFactory.getLogger(Extractors.class);
    private static final int TEST_PICTURES = 2_000;
    /** 128 MiB as single-precision numbers. */
    private static final int PIXELS = 1 << 25;

    private static final String UNFINISHED = ".unfinished-";

    private final Path root;
    private final DataCatalogue catalogue;
    private final ModelContext context;
    private final Cancellation cancellation;
    private final int steps;

    /** @param threads native threads, 0 to let the library choose */
    public Extractors(Path root, DataCatalogue catalogue, int threads, Cancellation cancellation) {
        this(root, catalogue, threads, cancellation, ClassifierTraining.USUAL_STEPS);
    }

    public Extractors(Path root, DataCatalogue catalogue, int threads, Cancellation cancellation, int steps) {
        this.root = root;
        this.catalogue = catalogue;
        // On the CPU wherever the model is, so that runs on either share their extractor and a GPU's memory is left
        // alone.
        this.context = new ModelContext(ModelContext.Device.CPU, threads);
        this.cancellation = cancellation;
        this.steps = steps;
    }

    /** Why a data set can have none; empty where it can. */
    public static Optional<String> refusal(DataSetCard card) {
        return card.eightBit()
                ? ClassifierExtractor.refusal(card.shape(), card.classes().size())
                : Optional.of("no extractor: expected pictures of 8 bits");
    }

    /** Of the data set, trained and tested on its own split; nothing, with a line in the log that says why, where there is none. */
    public Optional<ClassifierExtractor> of(DataSetCard card) throws Cancelled {
        return of(new Pictures(
                card,
                ownKey(card),
                count -> catalogue.randomExamples(card.name(), "train", count),
                count -> catalogue.randomExamples(card.name(), "test", count),
                "test"));
    }

    /**
     * Of an experiment, trained on what its models are trained on and on nothing that they are measured against. All with
     * the same data, split and share have the same one; without a share, and on the data set's own split, it is that of the
     * data set.
     */
    public Optional<ClassifierExtractor> of(DataSetCard card, DataSelection selection, Division division)
            throws Cancelled {
        Split split = catalogue.split(selection);
        boolean whole = division.validation() == 0;
        if (whole && split.equals(catalogue.split(new DataSelection(card.name(), "", selection.preprocessing())))) {
            return of(card);
        }
        // Where something is chosen the test pictures are looked at once, at the end.
        String tested = whole ? "test" : OnValidation.SPLIT;
        return of(new Pictures(
                card,
                key(card, split, division),
                count -> catalogue.randomExamples(selection, division, "train", count),
                count -> catalogue.randomExamples(selection, division, tested, count),
                tested));
    }

    /**
     * What an extractor is made of.
     *
     * @param key name of its folder
     * @param train at most so many to train on
     * @param test at most so many to test on
     * @param tested of which split the latter are
     */
    private record Pictures(
            DataSetCard card, String key, IntFunction<Examples> train, IntFunction<Examples> test, String tested) {}

    private Optional<ClassifierExtractor> of(Pictures pictures) throws Cancelled {
        DataSetCard card = pictures.card();
        Optional<String> refusal = refusal(card);
        if (refusal.isPresent()) {
            LOG.info("{}", refusal.get());
            return Optional.empty();
        }
        try {
            return Optional.of(openOrTrain(pictures));
        } catch (IOException | UncheckedIOException e) {
            // A full disk must not cost the run; its other measures need no extractor.
            LOG.warn("no extractor, and so no measures of pictures: {}", e.toString());
            return Optional.empty();
        }
    }

    /**
     * The Inception graph of the home folder.
     *
     * @throws IllegalArgumentException if there is none that can look at such pictures, saying how to get it
     */
    public InceptionExtractor inception(DataSetCard card) {
        Path folder = root.resolve(Home.INCEPTION);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "the protocol measures with Inception, and this home has no Inception graph:"
                            + " import a frozen one with `genera extractor import FILE.pb`");
        }
        if (!(card.shape() instanceof DataShape.Image shape)) {
            throw new IllegalArgumentException(
                    "the protocol measures with Inception: expected pictures, got " + card.shape());
        }
        try {
            return InceptionExtractor.open(context, folder, shape);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private ClassifierExtractor openOrTrain(Pictures pictures) throws IOException, Cancelled {
        Path folder = root.resolve(pictures.key());
        ClassifierExtractor found = found(folder);
        if (found != null) {
            return found;
        }
        Files.createDirectories(root);
        try (LockFile held = LockFile.await(root.resolve(pictures.key() + ".lock"), this::waitForAnother)) {
            ClassifierExtractor meanwhile = found(folder);
            return meanwhile != null ? meanwhile : train(pictures, folder);
        }
    }

    /** Equal pictures under another split make another extractor: its accuracy is of that split's test pictures. */
    static String ownKey(DataSetCard card) {
        return card.fingerprint() + "-" + card.trainExamples() + "-" + card.testExamples() + "-"
                + ClassifierExtractor.VERSION;
    }

    static String key(DataSetCard card, Split split, Division division) {
        return card.fingerprint() + "-" + split.train() + "-" + split.test() + "-" + division.validation() + "-"
                + ClassifierExtractor.VERSION;
    }

    private @Nullable ClassifierExtractor found(Path folder) {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try {
            ClassifierExtractor extractor = ClassifierExtractor.open(context, folder);
            LOG.info(
                    "{}, {} % on {} {} pictures",
                    extractor.name(), extractor.testAccuracy(), extractor.testPictures(), extractor.testedOn());
            return extractor;
        } catch (IOException e) {
            LOG.warn("the extractor is trained again: {}", e.getMessage());
            return null;
        }
    }

    private void waitForAnother(long waitedMillis) throws Cancelled {
        if (waitedMillis == 0) {
            LOG.info("another worker is training the extractor of this data set; waiting for it");
        }
        cancellation.leaveIfAsked();
    }

    private ClassifierExtractor train(Pictures wanted, Path folder) throws IOException, Cancelled {
        DataSetCard card = wanted.card();
        LOG.info("training the extractor of {}", card.name());
        long before = System.nanoTime();
        DataShape.Image shape = (DataShape.Image) card.shape();
        int most = Math.max(1, PIXELS / shape.size());
        Examples pictures = wanted.train().apply(Math.min(most, ClassifierTraining.ENOUGH_PICTURES));
        Examples test = wanted.test().apply(Math.min(most, TEST_PICTURES));
        try (ClassifierTraining training = new ClassifierTraining(
                context, shape, card.classes().size(), unit(pictures.values()), pictures.labels(), steps)) {
            while (!training.ended()) {
                cancellation.leaveIfAsked();
                training.step();
            }
            ClassifierExtractor extractor = training.extractor(unit(test.values()), test.labels(), wanted.tested());
            try {
                keep(extractor, folder);
            } catch (IOException | RuntimeException e) {
                extractor.close();
                throw e;
            }
            LOG.info(
                    "{}: {} % on {} {} pictures after {} steps on {} training pictures, {} s",
                    extractor.name(),
                    extractor.testAccuracy(),
                    extractor.testPictures(),
                    extractor.testedOn(),
                    training.steps(),
                    pictures.count(),
                    String.format(Locale.ROOT, "%.1f", (System.nanoTime() - before) / 1e9));
            return extractor;
        }
    }

    /** In place: the array is this worker's own. */
    private static float[] unit(float[] levels) {
        for (int i = 0; i < levels.length; i++) {
            levels[i] /= 255;
        }
        return levels;
    }

    /** Under the lock, so whatever is unfinished or broken here belongs to nobody any more. */
    private void keep(ClassifierExtractor extractor, Path folder) throws IOException {
        Path unfinished = root.resolve(UNFINISHED + folder.getFileName());
        remove(unfinished);
        Files.createDirectory(unfinished);
        extractor.save(unfinished);
        remove(folder);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> below = Files.walk(folder)) {
            all = below.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
