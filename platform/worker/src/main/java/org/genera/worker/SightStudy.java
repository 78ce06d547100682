package org.genera.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.sets.DataSetCard;
import org.genera.evaluation.PictureExtractor;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.run.home.LockFile;
import org.genera.run.sight.SeenMeasure;
import org.genera.run.sight.Sight;
import org.genera.run.sight.SightFolder;
import org.genera.run.spec.Protocol;
import org.genera.spi.Batch;
import org.genera.views.Cancelled;
import org.genera.worker.context.Extractors;
import org.genera.worker.context.NativeLoading;
import org.genera.worker.measures.ExampleMeasures;
import org.genera.worker.process.Cancellation;
import org.genera.worker.sight.RealExamples;
import org.genera.worker.sight.Study;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.TensorFlow;

/** {@code worker sight}: studies what the measures of a data set see, and keeps that whole or not at all. */
final class SightStudy {
    static final String WORD = "sight";
    static final String USAGE = "       worker sight --home DIR --data-set NAME [--split SPLIT]";

    private static final Logger LOG = LoggerFactory.getLogger(SightStudy.class);
    /** 128 MiB as single-precision numbers. */
    private static final int NUMBERS = 1 << 25;

    /** Half of them count as seen, among which measures of pictures find every copy. */
    private static final int MOST_TRAINING = 10_000;

    private static final long ANY_SEED = 1;

    private final Home home;
    private final String dataSet;
    private final String split;
    private final Cancellation cancellation;

    private SightStudy(Home home, String dataSet, String split, Cancellation cancellation) {
        this.home = home;
        this.dataSet = dataSet;
        this.split = split;
        this.cancellation = cancellation;
    }

    /** @throws IllegalArgumentException saying what is wrong with the command line */
    static SightStudy parse(String[] line, Cancellation cancellation) {
        Map<String, String> given = new HashMap<>();
        for (int i = 1; i + 1 < line.length; i += 2) {
            given.put(line[i], line[i + 1]);
        }
        for (String name : List.of("--home", "--data-set")) {
            if (given.getOrDefault(name, "").isBlank()) {
                throw new IllegalArgumentException("expected " + name + " with a value");
            }
        }
        return new SightStudy(
                new Home(Path.of(given.getOrDefault("--home", ""))),
                given.getOrDefault("--data-set", ""),
                given.getOrDefault("--split", ""),
                cancellation);
    }

    /**
     * Takes the study, unless another has meanwhile.
     *
     * @throws IllegalArgumentException if there is none of such data
     */
    void run() throws IOException, Cancelled {
        DataCatalogue catalogue = new DataCatalogue(home.data());
        DataSetCard card = catalogue
                .card(dataSet)
                .orElseThrow(() -> new IllegalArgumentException("expected a data set, got \"" + dataSet + "\""));
        Optional<String> refusal = Sight.refusal(card);
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get());
        }
        SightFolder folder = SightFolder.of(home, card, split);
        Files.createDirectories(home.sight());
        try (LockFile held = LockFile.await(folder.lock(), waitedMillis -> cancellation.leaveIfAsked())) {
            if (!folder.isTaken()) {
                study(catalogue, card, folder);
            }
        }
    }

    private void study(DataCatalogue catalogue, DataSetCard card, SightFolder folder) throws IOException, Cancelled {
        long before = System.nanoTime();
        Preprocessing preprocessing = card.eightBit() ? Preprocessing.unit() : Preprocessing.none();
        Protocol usual = Protocol.usual(card.shape().kind());
        DataSelection selection = new DataSelection(dataSet, split, preprocessing);
        PreparedData data = catalogue.prepare(selection, usual.division(), ANY_SEED);
        Batch test = data.scored(
                Math.min(usual.testExamples(), NUMBERS / card.shape().size()));
        RealExamples examples = RealExamples.of(
                card.shape(),
                card.classes().size(),
                data.trainingChoice(
                        Math.min(MOST_TRAINING, NUMBERS / card.shape().size())),
                usual.evaluationSamples());
        if (Extractors.refusal(card).isEmpty()) {
            NativeLoading.alone(home, TensorFlow::version);
        }
        Optional<? extends PictureExtractor> extractor =
                new Extractors(home.extractors(), catalogue, 0, cancellation).of(card, selection, usual.division());
        try (ExampleMeasures measures = new ExampleMeasures(
                data,
                preprocessing,
                extractor,
                test,
                examples.seen(),
                examples.fresh().take(IntStream.range(0, examples.samples()).toArray()))) {
            Study study = new Study(
                    examples,
                    measures,
                    cancellation,
                    (done, all) -> Json.writeFile(folder.progress(), new SightFolder.Progress(done, all)));
            List<SeenMeasure> seen = study.measures();
            Sight sight = new Sight(
                    Sight.VERSION,
                    dataSet,
                    split,
                    Instant.now(),
                    (System.nanoTime() - before) / 1e9,
                    examples.samples(),
                    test.count(),
                    examples.seen().count(),
                    Study.REPEATS,
                    study.studied(),
                    seen);
            keep(folder, sight, study);
            LOG.info(
                    "{} measures of {} under {} damages, {} s",
                    seen.size(),
                    dataSet,
                    sight.damages().size(),
                    String.format(Locale.ROOT, "%.1f", sight.seconds()));
        }
    }

    /** Under the lock, so whatever is unfinished here belongs to nobody any more. */
    private static void keep(SightFolder folder, Sight sight, Study study) throws IOException {
        Path unfinished = folder.root().resolveSibling(".unfinished-" + folder.key());
        remove(unfinished);
        Files.createDirectories(unfinished);
        Json.writeFile(SightFolder.resultIn(unfinished), sight);
        study.examples().forEach((damage, shown) -> Json.writeFile(SightFolder.examplesIn(unfinished, damage), shown));
        remove(folder.root());
        Files.move(unfinished, folder.root(), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(folder.progress());
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
