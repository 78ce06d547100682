package org.genera.worker.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.Likeness;
import org.genera.data.preparation.PreparedData;
import org.genera.data.random.CounterRandom;
import org.genera.data.sets.DataSetCard;
import org.genera.run.plugins.PluginJar;
import org.genera.run.request.EvaluationRequest;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.Protocol;
import org.genera.run.spec.RunSpec;
import org.genera.spi.Dependency;
import org.genera.spi.Model;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.views.CancellationCheck;
import org.genera.views.ChunkedDraws;
import org.genera.views.Subject;
import org.genera.worker.checkpoints.Checkpoint;
import org.genera.worker.checkpoints.DataRead;
import org.genera.worker.checkpoints.RunCheckpoints;
import org.genera.worker.guard.ModelGuard;
import org.genera.worker.process.Arguments;
import org.genera.worker.process.Cancellation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's specification made real: its plugin, its data, its model, all in this process. */
public final class RunContext implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunContext.class);

    private final Arguments arguments;
    private final PluginJar plugin;
    private final PluginProvenance madeBy;
    private final RunSpec spec;
    private final DataSetCard card;
    private final Variant variant;
    private final PreparedData data;
    private final Model model;
    private final OtherRuns others;
    private final Optional<EvaluationSampler> wantedSampler;

    private RunContext(
            Arguments arguments,
            PluginJar plugin,
            PluginProvenance madeBy,
            RunSpec spec,
            DataSetCard card,
            Variant variant,
            PreparedData data,
            Model model,
            OtherRuns others,
            Optional<EvaluationSampler> wantedSampler) {
        this.arguments = arguments;
        this.plugin = plugin;
        this.madeBy = madeBy;
        this.spec = spec;
        this.card = card;
        this.variant = variant;
        this.data = data;
        this.model = model;
        this.others = others;
        this.wantedSampler = wantedSampler;
    }

    /** @throws IllegalArgumentException saying what in the specification does not fit what is here */
    public static RunContext open(Arguments arguments) {
        return open(arguments, arguments.run().spec(), variant -> Optional.empty());
    }

    /**
     * The run as a request wants it evaluated: under the protocol of its experiment, but for what the request changes.
     *
     * @throws IllegalArgumentException saying what in the specification or in the request does not fit what is here
     */
    public static RunContext open(Arguments arguments, EvaluationRequest request) {
        RunSpec spec = arguments.run().spec();
        Protocol changed = spec.setup()
                .protocol()
                .evaluating(request.evaluationSamples(), request.testExamples(), request.noiseSeed());
        return open(arguments, spec.under(changed), variant -> EvaluationSampler.wanted(variant, request));
    }

    private static RunContext open(
            Arguments arguments, RunSpec spec, Function<Variant, Optional<EvaluationSampler>> sampler) {
        Path jar = arguments
                .plugin()
                .orElseThrow(() -> new IllegalArgumentException("no plugin brings the family " + spec.family()
                        + "; put its jar into the folder plugins of the home folder, and see the System page for what"
                        + " is wrong with those that are left out"));
        String sha256 = sha256(jar);
        PluginJar plugin = plugin(spec, jar);
        try {
            return open(arguments, spec, plugin, sha256, sampler);
        } catch (Throwable e) {
            plugin.close();
            throw e;
        }
    }

    private static RunContext open(
            Arguments arguments,
            RunSpec spec,
            PluginJar plugin,
            String sha256,
            Function<Variant, Optional<EvaluationSampler>> sampler) {
        ModelFamily family = plugin.family(spec.family())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plugin " + arguments.plugin().orElseThrow().getFileName() + " does not bring the family "
                                + spec.family()));
        PluginProvenance madeBy = PluginProvenance.of(spec, plugin, sha256);
        Variant variant = madeBy.read("its variant", () -> family.variant(spec.variant()));
        Values values = madeBy.read("its values", () -> variant.asMeant(spec.values()));
        Optional<EvaluationSampler> wantedSampler = sampler.apply(variant);
        DataCatalogue catalogue = new DataCatalogue(arguments.home().data());
        DataSelection selection = spec.setup().data();
        LOG.info("preparing the data set {}", selection.dataSet());
        PreparedData data = catalogue.prepare(selection, spec.setup().protocol().division(), spec.seed());
        requireSame(spec, data);
        Optional<String> refusal = variant.accepts().refusal(data.spec());
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get());
        }
        OtherRuns others = OtherRuns.open(arguments, variant.buildsOn(), spec.on());
        try {
            LOG.info("building {}/{} on {} with {}", spec.family(), variant.id(), arguments.device(), values);
            ModelSpec wanted = new ModelSpec(variant.id(), values, data.spec(), spec.seed());
            Model built =
                    madeBy.read("its specification", () -> build(family, wanted, arguments, spec, others.models()));
            return new RunContext(
                    arguments,
                    plugin,
                    madeBy,
                    spec,
                    catalogue.card(selection.dataSet()).orElseThrow(),
                    variant,
                    data,
                    ModelGuard.around(built, variant, data.spec(), values),
                    others,
                    wantedSampler);
        } catch (Throwable e) {
            others.close();
            throw e;
        }
    }

    /** @param others that it builds on, by role */
    static Model build(
            ModelFamily family, ModelSpec model, Arguments arguments, RunSpec spec, Map<String, Model> others) {
        boolean sharedNoise = spec.setup().protocol().sharesNoise();
        return NativeLoading.alone(
                arguments.home(),
                () -> family.build(
                        model, arguments.context().sharingNoise(sharedNoise).on(others)));
    }

    static PluginJar plugin(RunSpec spec, Path jar) {
        try {
            return PluginJar.open(jar);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "no plugin brings the family " + spec.family() + "; " + e.getMessage(), e);
        }
    }

    static String sha256(Path jar) {
        try {
            return PluginJar.sha256(jar);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the plugin " + jar + ": " + e.getMessage(), e);
        }
    }

    private static void requireSame(RunSpec spec, PreparedData data) {
        String launched = spec.provenance().dataFingerprint();
        if (!launched.isEmpty() && !launched.equals(data.fingerprint())) {
            throw new IllegalArgumentException(
                    "the data set " + spec.setup().data().dataSet()
                            + " is not the one of the launch: expected the fingerprint " + launched + ", got "
                            + data.fingerprint() + "; import the original again or launch a new run");
        }
    }

    public RunSpec spec() {
        return spec;
    }

    /** Another run that is not its model's but its protocol's, on the CPU wherever the model is, so that runs on either agree. */
    public OtherRuns others(Dependency role, PinnedRun pin) {
        return OtherRuns.open(arguments.onCpu(), List.of(role), Map.of(role.role(), pin));
    }

    /**
     * What its examples are to the model of another run.
     *
     * @throws IllegalArgumentException if they mean nothing to it
     */
    public Likeness likenessTo(PinnedRun pin) {
        DataSelection trainedOn =
                arguments.home().run(pin.experiment(), pin.run()).spec().setup().data();
        DataCatalogue catalogue = new DataCatalogue(arguments.home().data());
        return Likeness.of(catalogue, spec.setup().data(), trainedOn)
                .orElseThrow(() -> new IllegalArgumentException("cannot measure in the features of run " + pin.run()
                        + ": expected one on examples of the same shape and preprocessing, got one on "
                        + trainedOn.dataSet()));
    }

    /** Sentences for the run's page where a jar is not the one of the launch. */
    public List<String> otherPlugins() {
        List<String> sentences = new ArrayList<>(others.notices());
        madeBy.notice().ifPresent(sentences::add);
        return sentences;
    }

    /** The plugin that made the run beside the one whose code this is. */
    public PluginProvenance madeBy() {
        return madeBy;
    }

    /**
     * Brings the model to a checkpoint.
     *
     * @throws IllegalArgumentException if another version of the plugin wrote it, and this one cannot read it
     */
    public void restore(RunCheckpoints checkpoints, Checkpoint checkpoint) {
        madeBy.read("the checkpoint of step " + checkpoint.step(), () -> {
            checkpoints.restore(checkpoint, model);
            return checkpoint;
        });
    }

    /** The data set before preprocessing. */
    public DataSetCard card() {
        return card;
    }

    public Variant variant() {
        return variant;
    }

    public PreparedData data() {
        return data;
    }

    /** How many examples training has read, counted as often as they were; 0 where steps went on without them. */
    public double examplesRead(DataRead read) {
        return read.examples(spec.setup().budget().batchSize(), data.spec().trainingExamples());
    }

    public Model model() {
        return model;
    }

    /** What views look at, led by nothing. */
    public Subject subject(CancellationCheck patience) {
        return subject(patience, List.of());
    }

    /** The same with what leads its draws. */
    public Subject subject(CancellationCheck patience, List<ChunkedDraws.Lead> guides) {
        return new Subject(variant, model, data, card.classes(), guides, patience);
    }

    /** What draws the samples that are measured; empty where the variant cannot be sampled. */
    public Optional<EvaluationSampler> evaluationSampler() {
        return wantedSampler.or(() -> EvaluationSampler.usual(variant, model));
    }

    /**
     * The seed of what is drawn for measures. By the rules of today runs that differ by seed alone draw independently, so that
     * their spread holds that of the draws.
     *
     * @param purpose apart from other draws, and from the sample sets, which people look at
     */
    public long evaluationSeed(long purpose) {
        Protocol protocol = spec.setup().protocol();
        long shared = protocol.noiseSeed() ^ purpose;
        return protocol.measuresEachByItsOwnNoise()
                ? CounterRandom.of(shared, "run").at(spec.seed()).bits(0)
                : shared;
    }

    /** How measures name a split of this run: {@code test}, or {@code test=9000-10000} where the experiment chose it. */
    public String split(String name) {
        return Arrays.stream(spec.setup().data().split().replace(" ", "").split(",", -1))
                .filter(each -> each.startsWith(name + "="))
                .findFirst()
                .orElse(name);
    }

    /** Where the classifiers are whose features measures of pictures read. */
    public Extractors extractors(Cancellation cancellation) {
        return new Extractors(
                arguments.home().extractors(),
                new DataCatalogue(arguments.home().data()),
                arguments.threads(),
                cancellation);
    }

    @Override
    public void close() {
        try {
            model.close();
        } finally {
            others.close();
            plugin.close();
        }
    }
}
