package org.genera.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.DataSetCard;
import org.genera.data.PreparedData;
import org.genera.run.EvaluationRequest;
import org.genera.run.LockFile;
import org.genera.run.PluginCatalogue;
import org.genera.run.PluginEntry;
import org.genera.run.Protocol;
import org.genera.run.RunSpec;
import org.genera.spi.GenerativeModel;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run's specification made real: its plugin, its data, its model, all in this process. */
final class OpenRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenRun.class);

    private final Arguments arguments;
    private final PluginCatalogue plugins;
    private final RunSpec spec;
    private final DataSetCard card;
    private final Variant variant;
    private final PreparedData data;
    private final GenerativeModel model;
    private final Optional<EvaluationSampler> wantedSampler;

    private OpenRun(
            Arguments arguments,
            PluginCatalogue plugins,
            RunSpec spec,
            DataSetCard card,
            Variant variant,
            PreparedData data,
            GenerativeModel model,
            Optional<EvaluationSampler> wantedSampler) {
        this.arguments = arguments;
        this.plugins = plugins;
        this.spec = spec;
        this.card = card;
        this.variant = variant;
        this.data = data;
        this.model = model;
        this.wantedSampler = wantedSampler;
    }

    /** @throws IllegalArgumentException saying what in the specification does not fit what is here */
    static OpenRun open(Arguments arguments) {
        return open(arguments, arguments.run().spec(), variant -> Optional.empty());
    }

    /**
     * The run as a wish wants it evaluated: under the protocol of its experiment, but for what the wish changes.
     *
     * @throws IllegalArgumentException saying what in the specification or in the wish does not fit what is here
     */
    static OpenRun open(Arguments arguments, EvaluationRequest wish) {
        RunSpec spec = arguments.run().spec();
        Protocol changed =
                spec.ground().protocol().evaluating(wish.evaluationSamples(), wish.testExamples(), wish.noiseSeed());
        return open(arguments, spec.under(changed), variant -> EvaluationSampler.wanted(variant, wish));
    }

    private static OpenRun open(
            Arguments arguments, RunSpec spec, Function<Variant, Optional<EvaluationSampler>> sampler) {
        PluginCatalogue plugins = PluginCatalogue.open(arguments.plugins());
        try {
            return open(arguments, spec, plugins, sampler);
        } catch (Throwable e) {
            plugins.close();
            throw e;
        }
    }

    private static OpenRun open(
            Arguments arguments,
            RunSpec spec,
            PluginCatalogue plugins,
            Function<Variant, Optional<EvaluationSampler>> sampler) {
        ModelFamily family = family(spec, plugins);
        warnOfAnotherPlugin(spec, plugins);
        Variant variant = family.variants().stream()
                .filter(each -> each.id().equals(spec.variant()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("variant: expected one of "
                        + family.variants().stream().map(Variant::id).toList() + " of the family " + spec.family()
                        + ", got " + spec.variant()));
        Values values = Values.of(variant.hyperparameters(), spec.values());
        Optional<EvaluationSampler> wantedSampler = sampler.apply(variant);
        DataCatalogue catalogue = new DataCatalogue(arguments.home().data());
        DataSelection selection = spec.ground().data();
        LOG.info("preparing the data set {}", selection.dataSet());
        PreparedData data = catalogue.prepare(selection, spec.seed());
        requireSame(spec, data);
        Optional<String> refusal = variant.accepts().refusal(data.spec());
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get());
        }
        LOG.info("building {}/{} on {} with {}", spec.family(), variant.id(), arguments.device(), values);
        GenerativeModel built = build(family, new ModelSpec(variant.id(), values, data.spec(), spec.seed()), arguments);
        GenerativeModel model = ModelGuard.around(built, variant, data.spec());
        return new OpenRun(
                arguments,
                plugins,
                spec,
                catalogue.card(selection.dataSet()).orElseThrow(),
                variant,
                data,
                model,
                wantedSampler);
    }

    /**
     * Builds the model while no other worker does: the first to touch TensorFlow unpacks its native libraries, and one
     * that loads them half unpacked dies of a bus error.
     */
    private static GenerativeModel build(ModelFamily family, ModelSpec model, Arguments arguments) {
        Path folder = arguments.home().nativeCache();
        try {
            Files.createDirectories(folder);
            try (LockFile held = LockFile.await(folder.resolve("loading.lock"), waitedMillis -> {})) {
                return family.build(model, arguments.context());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static ModelFamily family(RunSpec spec, PluginCatalogue plugins) {
        return plugins.family(spec.family()).orElseThrow(() -> {
            StringBuilder message = new StringBuilder("no plugin brings the family " + spec.family());
            for (PluginEntry entry : plugins.entries()) {
                if (!entry.loaded()) {
                    message.append("; ")
                            .append(entry.file().getFileName())
                            .append(": ")
                            .append(entry.reason());
                }
            }
            return new IllegalArgumentException(message.toString());
        });
    }

    private static void warnOfAnotherPlugin(RunSpec spec, PluginCatalogue plugins) {
        String launched = spec.provenance().pluginSha256();
        String found = plugins.pluginOf(spec.family()).map(PluginEntry::sha256).orElse("");
        if (!launched.isEmpty() && !launched.equals(found)) {
            LOG.warn("the plugin has changed since the launch; a resumed run may differ from an uninterrupted one");
        }
    }

    private static void requireSame(RunSpec spec, PreparedData data) {
        String launched = spec.provenance().dataFingerprint();
        if (!launched.isEmpty() && !launched.equals(data.fingerprint())) {
            throw new IllegalArgumentException(
                    "the data set " + spec.ground().data().dataSet()
                            + " is not the one of the launch: expected the fingerprint " + launched + ", got "
                            + data.fingerprint() + "; import the original again or launch a new run");
        }
    }

    RunSpec spec() {
        return spec;
    }

    /** The data set before preprocessing. */
    DataSetCard card() {
        return card;
    }

    Variant variant() {
        return variant;
    }

    PreparedData data() {
        return data;
    }

    GenerativeModel model() {
        return model;
    }

    /** What draws the samples that are measured; empty where the variant cannot be sampled. */
    Optional<EvaluationSampler> evaluationSampler() {
        return wantedSampler.or(() -> EvaluationSampler.usual(variant, model));
    }

    /** How measures name a split of this run: {@code test}, or {@code test=9000-10000} where the experiment chose it. */
    String split(String name) {
        return Arrays.stream(spec.ground().data().split().replace(" ", "").split(",", -1))
                .filter(each -> each.startsWith(name + "="))
                .findFirst()
                .orElse(name);
    }

    /** Where the classifiers are whose features measures of pictures read. */
    Extractors extractors(Cancellation cancellation) {
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
            plugins.close();
        }
    }
}
