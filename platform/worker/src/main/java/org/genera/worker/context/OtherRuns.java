package org.genera.worker.context;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.genera.data.DataCatalogue;
import org.genera.run.home.KeptCheckpoint;
import org.genera.run.home.RunDirectory;
import org.genera.run.plugins.PluginJar;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.RunSpec;
import org.genera.spi.DataSpec;
import org.genera.spi.Dependency;
import org.genera.spi.Model;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.worker.guard.ModelGuard;
import org.genera.worker.process.Arguments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trained models that a run builds on, each made by its own plugin in its own class loader and restored from the
 * checkpoint that is pinned.
 */
public final class OtherRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OtherRuns.class);
    private static final int DEPTH_AT_MOST = 4;

    private final Arguments arguments;
    private final Map<String, Model> models = new HashMap<>();
    private final Map<String, Origin> origins = new HashMap<>();
    private final List<String> notices = new ArrayList<>();
    /** The last opened first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private OtherRuns(Arguments arguments) {
        this.arguments = arguments;
    }

    /** @throws IllegalArgumentException saying which of them cannot be opened, and why */
    static OtherRuns open(Arguments arguments, List<Dependency> declared, Map<String, PinnedRun> on) {
        OtherRuns others = new OtherRuns(arguments);
        try {
            others.models.putAll(others.models(declared, on, 1));
            return others;
        } catch (Throwable e) {
            others.close();
            throw e;
        }
    }

    /** By role. */
    Map<String, Model> models() {
        return models;
    }

    public Model model(String role) {
        return Objects.requireNonNull(models.get(role), role);
    }

    /**
     * Where the model in a role comes from.
     *
     * @param data it was trained on
     */
    record Origin(RunSpec spec, Variant variant, DataSpec data) {}

    Origin origin(String role) {
        Origin found = origins.get(role);
        if (found == null) {
            throw new IllegalArgumentException("expected one of the roles " + origins.keySet() + ", got " + role);
        }
        return found;
    }

    /** Sentences for the run's page about plugins that are not those of the launch. */
    public List<String> notices() {
        return notices;
    }

    private Map<String, Model> models(List<Dependency> declared, Map<String, PinnedRun> on, int depth) {
        Map<String, Model> byRole = new HashMap<>();
        for (Dependency role : declared) {
            PinnedRun pin = on.get(role.role());
            if (pin != null) {
                byRole.put(role.role(), model(role, pin, depth));
            } else if (!role.optional()) {
                throw new IllegalArgumentException("expected a run to build on as " + role.role()
                        + ", found none in the specification; launch a new run and choose one");
            }
        }
        return byRole;
    }

    private Model model(Dependency role, PinnedRun pin, int depth) {
        try {
            if (depth > DEPTH_AT_MOST) {
                throw new IllegalArgumentException(
                        "expected runs on runs at most " + DEPTH_AT_MOST + " deep, found more");
            }
            return opened(role, pin, depth);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "cannot build on run " + pin.run() + " as " + role.role() + ": " + e.getMessage(), e);
        }
    }

    private Model opened(Dependency role, PinnedRun pin, int depth) {
        RunDirectory directory = arguments.home().run(pin.experiment(), pin.run());
        if (!arguments.home().exists(pin.experiment(), pin.run())) {
            throw new IllegalArgumentException(
                    "it is gone; put its folder back, or launch a new run that builds on another");
        }
        KeptCheckpoint checkpoint = checkpoint(directory, pin);
        RunSpec spec = directory.spec();
        ModelFamily family = family(spec, pin);
        Variant variant = family.variant(spec.variant());
        if (!variant.capabilities().containsAll(role.needs())) {
            throw new IllegalArgumentException("expected a variant that can " + role.needs() + ", found "
                    + spec.family() + "/" + variant.id() + ", which can " + variant.capabilities());
        }
        Values values = variant.asMeant(spec.values());
        DataSpec known = new DataCatalogue(arguments.home().data())
                .spec(spec.setup().data(), spec.setup().protocol().division());
        if (depth == 1) {
            origins.put(role.role(), new Origin(spec, variant, known));
        }
        LOG.info("opening run {}, {}/{}, as {}", pin.run(), spec.family(), variant.id(), role.role());
        Model built = RunContext.build(
                family,
                new ModelSpec(variant.id(), values, known, spec.seed()),
                arguments,
                spec,
                models(variant.buildsOn(), spec.on(), depth + 1));
        opened.push(built);
        built.restore(checkpoint.files().folder());
        return BorrowedModel.of(ModelGuard.around(built, variant, known, values), role.role());
    }

    private static KeptCheckpoint checkpoint(RunDirectory directory, PinnedRun pin) {
        KeptCheckpoint checkpoint = KeptCheckpoint.of(directory, pin.step())
                .orElseThrow(() -> new IllegalArgumentException(
                        "its checkpoint of step " + pin.step() + " is gone; put it back, or launch a new run that"
                                + " builds on one of those it has, " + KeptCheckpoint.steps(directory)));
        checkpoint.damage().ifPresent(what -> {
            throw new IllegalArgumentException("its checkpoint of step " + pin.step() + " is damaged, " + what
                    + "; put back a copy of it, or launch a new run that builds on another");
        });
        String digest = checkpoint.digest();
        if (!digest.equals(pin.checkpointSha256())) {
            throw new IllegalArgumentException("its checkpoint of step " + pin.step()
                    + " is not the one of the launch: expected the digest " + pin.checkpointSha256() + ", got "
                    + digest + "; launch a new run that builds on this one");
        }
        return checkpoint;
    }

    private ModelFamily family(RunSpec spec, PinnedRun pin) {
        Path jar = arguments.others().get(pin.run());
        if (jar == null) {
            throw new IllegalArgumentException("no plugin brings its family " + spec.family()
                    + "; put its jar into the folder plugins of the home folder");
        }
        PluginJar plugin = RunContext.plugin(spec, jar);
        opened.push(plugin);
        String sha256 = RunContext.sha256(jar);
        if (!pin.pluginSha256().isEmpty() && !pin.pluginSha256().equals(sha256)) {
            notices.add("The plugin of run " + pin.run() + ", which this run builds on, has changed since the launch:"
                    + " its model is made by the jar with the hash " + sha256 + ", not " + pin.pluginSha256() + ".");
        }
        return plugin.family(spec.family())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plugin " + jar.getFileName() + " does not bring its family " + spec.family()));
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception | LinkageError e) {
                LOG.warn("a run that was built on did not close well", e);
            }
        }
    }
}
