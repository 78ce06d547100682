package org.genera.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.genera.data.builtin.CaptionedShapes;
import org.genera.data.builtin.ChainSets;
import org.genera.data.builtin.Glyphs;
import org.genera.data.builtin.PlaneSets;
import org.genera.data.builtin.ShapePairs;
import org.genera.data.builtin.ShapePictures;
import org.genera.data.preparation.DividedSplit;
import org.genera.data.preparation.Division;
import org.genera.data.preparation.PreparedData;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.random.CounterRandom;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.EpochOrder;
import org.genera.data.sets.Examples;
import org.genera.data.sets.IndexRange;
import org.genera.data.sets.Split;
import org.genera.data.sets.StoredExamples;
import org.genera.data.sets.StoredSet;
import org.genera.data.statistics.DataSetStatistics;
import org.genera.data.statistics.StatisticsOfSet;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportFolder;
import org.genera.data.store.ImportProgress;
import org.genera.data.store.ImportRecord;
import org.genera.spi.DataSpec;

/**
 * The data sets there are: those built in, generated from a fixed seed, and those imported into a folder. Listing reads
 * small files only; examples are generated or read when they are asked for. Safe for many threads and processes.
 */
public final class DataCatalogue {
    /** More names than these nobody reads in a sentence. */
    private static final int SHOWN = 15;

    private static final long CHOICE_SEED = 20_260_102;

    private final List<StoredSet> builtIn = Stream.of(
                    PlaneSets.all(),
                    List.of(Glyphs.set(), ShapePictures.set()),
                    ShapePairs.all(),
                    List.of(CaptionedShapes.set()),
                    ChainSets.all())
            .flatMap(List::stream)
            .toList();
    private final ImportFolder imports;
    private final Map<Looked, DataSetStatistics> statistics = new ConcurrentHashMap<>();

    /**
     * @param folder where imported sets live; made by the first import
     */
    public DataCatalogue(Path folder) {
        this.imports = new ImportFolder(folder);
    }

    /** Removes what killed imports have left behind; those under way, in any process, are left alone. */
    public void sweep() {
        imports.sweep();
    }

    /** Built-in sets first, then imported ones by name. */
    public List<DataSetCard> cards() {
        List<DataSetCard> cards = new ArrayList<>();
        builtIn.forEach(set -> cards.add(set.card()));
        imports.sets().forEach(set -> cards.add(set.card()));
        return List.copyOf(cards);
    }

    public Optional<DataSetCard> card(String name) {
        return find(name).map(StoredSet::card);
    }

    /**
     * What a model would be told about a selection; checks all of it without touching an example.
     *
     * @throws IllegalArgumentException naming dataSet, split or preprocessing, what was expected and what came
     */
    public DataSpec spec(DataSelection selection) {
        return spec(selection, Division.NONE);
    }

    /** The same where a share of the training split may be kept; of two unpaired domains the number is about right. */
    public DataSpec spec(DataSelection selection, Division division) {
        StoredSet set = require("dataSet", selection.dataSet());
        Split split = split(set, selection);
        return new DataSpec(
                set.card().shape(),
                SelectionRules.ranges(set.card(), SelectionRules.preprocessings(set.card(), selection)),
                set.card().aligned(),
                set.card().classes().size(),
                split.train().size() - division.kept(split.train().size()));
    }

    /** How the values of a selection are prepared: one way, or one for each half of a pair. */
    public List<Preprocessing> preprocessings(DataSelection selection) {
        return SelectionRules.preprocessings(
                require("dataSet", selection.dataSet()).card(), selection);
    }

    /**
     * Generates or reads the examples of a selection.
     *
     * @param seed of the run
     * @throws IllegalArgumentException naming dataSet, split or preprocessing, what was expected and what came
     */
    public PreparedData prepare(DataSelection selection, long seed) {
        return prepare(selection, Division.NONE, seed);
    }

    /** The same of an experiment that does more with its split. */
    public PreparedData prepare(DataSelection selection, Division division, long seed) {
        DataSpec spec = spec(selection, division);
        StoredSet set = require("dataSet", selection.dataSet());
        StoredExamples stored = set.readAll();
        return new PreparedData(
                spec,
                stored,
                DividedSplit.of(split(set, selection), division, stored, spec.aligned()),
                SelectionRules.preprocessings(set.card(), selection),
                set.card().density().modes(),
                seed);
    }

    /**
     * The first examples of the data set's own training or test split, as they are stored.
     *
     * @param split {@code train} or {@code test}
     * @param count at most
     */
    public Examples examples(String name, String split, int count) {
        return examples(name, new ExamplePage(split, OptionalInt.empty(), 0, count));
    }

    /** A page of the examples of the data set's own training or test split, as they are stored. */
    public Examples examples(String name, ExamplePage page) {
        return page.of(require("dataSet", name));
    }

    /**
     * What the examples of a page were drawn from, in the order of {@link DataSetStatistics#factors}; nothing where that is
     * not known.
     */
    public List<List<Double>> factors(String name, ExamplePage page) {
        StoredSet set = require("dataSet", name);
        return set.factors().map(known -> page.factors(set, known)).orElse(List.of());
    }

    /** What a data set looks like in numbers; looked at once, which takes a second or two where it is large. */
    public DataSetStatistics statistics(String name) {
        StoredSet set = require("dataSet", name);
        return statistics.computeIfAbsent(new Looked(set.card(), set.split()), missing -> StatisticsOfSet.of(set));
    }

    /** How an imported set came here and what it takes; nothing for what is built in. */
    public Optional<ImportRecord> importRecord(String name) {
        return builtIn(name).isPresent() ? Optional.empty() : imports.record(name);
    }

    /**
     * Examples chosen at random from the data set's own training or test split, as they are stored; the same ones every
     * time. In the order of the choice, which knows nothing of the classes.
     *
     * @param split {@code train} or {@code test}
     * @param count at most
     */
    public Examples randomExamples(String name, String split, int count) {
        StoredSet set = require("dataSet", name);
        StoredExamples stored = set.read(set.split().named(split));
        return randomExamples(stored, new IndexRange(0, stored.count()).indices(), split, count);
    }

    /**
     * The same of what an experiment does with its data.
     *
     * @param part {@code train}, {@code validation} or {@code test}
     */
    public Examples randomExamples(DataSelection selection, Division division, String part, int count) {
        StoredSet set = require("dataSet", selection.dataSet());
        StoredExamples stored = set.readAll();
        int[] among = DividedSplit.of(
                        split(selection), division, stored, set.card().aligned())
                .named(part);
        return randomExamples(stored, among, part, count);
    }

    private static Examples randomExamples(StoredExamples stored, int[] among, String purpose, int count) {
        if (count < 1 || among.length < 1) {
            throw new IllegalArgumentException(
                    "count: expected at least 1 example, got " + Math.min(count, among.length));
        }
        int taken = Math.min(count, among.length);
        EpochOrder order = new EpochOrder(among, CounterRandom.of(CHOICE_SEED, purpose));
        int size = stored.shape().size();
        float[] values = new float[Math.multiplyExact(taken, size)];
        int[] chosen = new int[taken];
        for (int i = 0; i < taken; i++) {
            chosen[i] = order.example(i);
            stored.copy(chosen[i], values, i * size);
        }
        return new Examples(stored.shape(), taken, values, stored.labelsOf(chosen), stored.lengthsOf(chosen));
    }

    /**
     * Imports files. A bad one leaves nothing behind.
     *
     * @param name under which the catalogue lists it: lower-case words joined by dashes
     * @param split such as {@code train=0-9000,test=9000-10000}; empty for the files' own training and test examples,
     *     or, where they do not say, nine tenths and the rest
     * @throws IllegalArgumentException saying what was expected and what came, in one sentence
     */
    public DataSetCard importSet(String name, DataSource source, String split, ImportProgress progress) {
        return importSet(name, source, split, "", progress);
    }

    /**
     * The same, for a caller who knows how people would say it.
     *
     * @param command that does this import again, kept with the set
     */
    public DataSetCard importSet(
            String name, DataSource source, String split, String command, ImportProgress progress) {
        if (builtIn(name).isPresent()) {
            throw new IllegalArgumentException(
                    "name: expected a name that is free, got \"" + name + "\", which is built in");
        }
        return imports.importSet(name, source, split, command, progress);
    }

    /** Removes an imported set with its files. */
    public void remove(String name) {
        if (builtIn(name).isPresent()) {
            throw new IllegalArgumentException(
                    "dataSet: expected an imported data set, got \"" + name + "\", which is built in");
        }
        require("dataSet", name);
        imports.remove(name);
    }

    /** The split of a selection, which is the data set's own where it names none. */
    public Split split(DataSelection selection) {
        return split(require("dataSet", selection.dataSet()), selection);
    }

    private static Split split(StoredSet set, DataSelection selection) {
        if (selection.split().isBlank()) {
            return set.split();
        }
        Split split = Split.parse(selection.split(), set.examples());
        SelectionRules.requireFitting(set, split);
        return split;
    }

    private Optional<StoredSet> builtIn(String name) {
        return builtIn.stream().filter(set -> set.card().name().equals(name)).findFirst();
    }

    private Optional<StoredSet> find(String name) {
        return builtIn(name).or(() -> imports.find(name));
    }

    private StoredSet require(String field, String name) {
        return find(name).orElseThrow(() -> {
            List<String> names = cards().stream().map(DataSetCard::name).toList();
            List<String> shown = names.subList(0, Math.min(SHOWN, names.size()));
            return new IllegalArgumentException(field + ": expected a data set that is here, got \"" + name
                    + "\"; there are " + String.join(", ", shown)
                    + (shown.size() < names.size() ? " and " + (names.size() - shown.size()) + " more" : ""));
        });
    }

    /** What was looked at: the same values under another split, or with other names, have other statistics. */
    private record Looked(DataSetCard card, Split split) {}
}
