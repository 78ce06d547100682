package org.genera.server.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.genera.data.DataCatalogue;
import org.genera.data.sets.DataSetCard;
import org.genera.db.ExperimentsDb;
import org.genera.db.experiments.ExperimentRow;
import org.genera.db.runs.RunQuery;
import org.genera.db.runs.RunRow;
import org.genera.run.Json;
import org.genera.run.home.Home;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.ExperimentSpec;
import org.genera.run.spec.Protocol;
import org.genera.server.stream.RunNews;
import org.genera.spi.DataShape;
import org.genera.spi.InvalidValueException;
import org.jspecify.annotations.Nullable;

/** Experiments in the home folder and in the database, in this order. Thread-safe. */
public final class ExperimentRegister {
    private static final List<String> NOT_ENDED = List.of("queued", "starting", "running", "waiting");
    private static final int PAGE = 500;

    /** What is chosen by fewer is chosen by chance. */
    private static final int FEWEST_TO_CHOOSE_BY = 20;

    private final Home home;
    private final ExperimentsDb db;
    private final DataCatalogue data;
    private final RunLifecycle lifecycle;
    private final RunNews news;

    public ExperimentRegister(Home home, ExperimentsDb db, DataCatalogue data, RunLifecycle lifecycle, RunNews news) {
        this.home = home;
        this.db = db;
        this.data = data;
        this.lifecycle = lifecycle;
        this.news = news;
    }

    /**
     * Makes an experiment.
     *
     * @throws IllegalArgumentException naming what of the setup does not fit
     * @throws RefusedException if the checkpoint in whose features it would measure has gone meanwhile
     */
    public synchronized ExperimentRow create(String name, String note, ExperimentSetup setup) {
        requireFitting(setup);
        new PinnedCheckpoints(home)
                .keep(Stream.ofNullable(setup.protocol().features()).toList());
        ExperimentSpec spec = new ExperimentSpec(ShortId.next(), name, note, setup, Instant.now());
        NewFolders.orNone(folders -> {
            folders.write(home.experiment(spec.id()), file(spec.id()), spec);
            db.experiments().insert(spec);
            return spec;
        });
        return told(spec.id());
    }

    /** Changes name or note; what is null stays. */
    public synchronized ExperimentRow change(ExperimentRow row, @Nullable String name, @Nullable String note) {
        ExperimentSpec old = row.spec();
        Json.writeFile(
                file(old.id()),
                new ExperimentSpec(
                        old.id(),
                        name == null ? old.name() : name,
                        note == null ? old.note() : note,
                        old.setup(),
                        old.createdAt()));
        try {
            db.experiments().change(old.id(), name, note);
        } catch (RuntimeException e) {
            // What the folder says must not come back with the next rebuild.
            Json.writeFile(file(old.id()), old);
            throw e;
        }
        return told(old.id());
    }

    /** Marks it as deleted, and cancels those of its runs that have not ended. */
    public synchronized void delete(ExperimentRow row) {
        String id = row.spec().id();
        while (true) {
            List<RunRow> runs = db.runs()
                    .page(new RunQuery(id, List.of(), NOT_ENDED, null, false, "createdAt", true, 0, PAGE))
                    .items();
            runs.forEach(this::cancel);
            if (runs.size() < PAGE) {
                break;
            }
        }
        try {
            Files.writeString(marker(id), "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + marker(id) + ": " + e.getMessage(), e);
        }
        db.experiments().markDeleted(id, Instant.now());
        news.experimentChanged(id);
    }

    public synchronized ExperimentRow restore(ExperimentRow row) {
        String id = row.spec().id();
        try {
            Files.deleteIfExists(marker(id));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + marker(id) + ": " + e.getMessage(), e);
        }
        db.experiments().restore(id);
        return told(id);
    }

    /** Asks for all that can be refused, and touches no example. */
    private void requireFitting(ExperimentSetup setup) {
        try {
            data.spec(setup.data(), setup.protocol().division());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("setup.data." + e.getMessage(), e);
        }
        requireEnoughToChooseBy(setup);
        if (setup.protocol().extractor() == Protocol.Extractor.INCEPTION) {
            requireInception(setup);
        }
    }

    private void requireEnoughToChooseBy(ExperimentSetup setup) {
        if (!setup.protocol().validates()) {
            return;
        }
        int training = data.split(setup.data()).train().size();
        int kept = setup.protocol().division().kept(training);
        if (kept < FEWEST_TO_CHOOSE_BY) {
            throw new InvalidValueException(
                    "setup.protocol.validation",
                    "a share that keeps " + FEWEST_TO_CHOOSE_BY + " examples or more to choose by, such as 0.1",
                    setup.protocol().validation() + ", which keeps " + kept + " of " + training);
        }
    }

    private void requireInception(ExperimentSetup setup) {
        DataSetCard card = data.card(setup.data().dataSet()).orElseThrow();
        String expected = "";
        if (!Files.isDirectory(home.inception())) {
            expected = "an Inception graph in this home; import a frozen one with `genera extractor import FILE.pb`";
        } else if (!card.eightBit() || !(card.shape() instanceof DataShape.Image)) {
            expected = "a data set of pictures of 8 bits for Inception to look at";
        }
        if (!expected.isEmpty()) {
            throw new InvalidValueException("setup.protocol.extractor", expected, "inception");
        }
    }

    private void cancel(RunRow run) {
        try {
            lifecycle.cancel(run);
        } catch (RefusedException e) {
            // It has ended by itself meanwhile, which is as good.
        }
    }

    private ExperimentRow told(String id) {
        news.experimentChanged(id);
        return db.experiments().find(id).orElseThrow();
    }

    private Path marker(String id) {
        return home.experiment(id).resolve("deleted");
    }

    private Path file(String id) {
        return home.experiment(id).resolve("experiment.json");
    }
}
