package org.genera.server.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genera.run.plugins.DescribedFamily;
import org.genera.run.plugins.JarReport;
import org.genera.run.spec.RunSpec;
import org.genera.spi.Variant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugin jars of the distribution and of the user, and the families they bring, as data. No code of a plugin runs in
 * this process. Looks at the folders every few seconds; answers come from memory. Thread-safe.
 */
public final class PluginCatalogue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginCatalogue.class);
    private static final long LOOK_EVERY_MILLIS = 2_000;

    private final PluginFolders folders;
    private final Descriptions kept;
    private final DescribingProcess process;
    private final Map<String, Description> descriptions = new HashMap<>();
    private volatile Shelf shelf = Shelf.EMPTY;
    private volatile Runnable changed = () -> {};
    private volatile boolean closed;
    private @Nullable Thread looking;

    /**
     * An empty catalogue, which the first {@link #look} fills.
     *
     * @param own folder of the distribution
     * @param ofUser folder of the user
     * @param cache what is kept of jars, by hash
     * @param genera version of Genera
     * @param classPath of the process that asks them
     */
    public PluginCatalogue(Path own, Path ofUser, Path cache, String genera, String classPath) {
        this.kept = new Descriptions(cache, genera);
        this.folders = new PluginFolders(own, ofUser, kept);
        this.process = new DescribingProcess(classPath);
    }

    /** Looks once, in the caller's thread; jars that nobody has asked yet are asked what they are. */
    public synchronized void look() {
        List<PluginFolders.Found> found = folders.look();
        Map<Path, String> unknown = new LinkedHashMap<>();
        for (PluginFolders.Found jar : found) {
            if (jar.trouble().isEmpty() && !descriptions.containsKey(jar.sha256())) {
                kept.find(jar.sha256())
                        .ifPresentOrElse(
                                description -> descriptions.put(jar.sha256(), description),
                                () -> unknown.put(jar.content(), jar.sha256()));
            }
        }
        show(found);
        ask(found, unknown);
    }

    /** Goes on looking until it is closed, and tells when something has changed. */
    public synchronized void follow(Runnable whenChanged) {
        changed = whenChanged;
        looking = new Thread(this::lookOn, "genera-plugins");
        looking.setDaemon(true);
        looking.start();
    }

    private void lookOn() {
        try {
            safely(this::askTheUnsureAgain);
            while (!closed) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                safely(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void safely(Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.error("looking at the plugins", e);
            }
        }
    }

    /**
     * Deletes copies of jars that neither lie in the folders nor are wanted.
     *
     * @param wanted by a run, by hash
     */
    public synchronized void deleteCopies(Predicate<String> wanted) {
        Set<String> present = Stream.concat(
                        folders.look().stream().map(PluginFolders.Found::sha256),
                        entries().stream().map(PluginEntry::sha256))
                .collect(Collectors.toSet());
        kept.deleteCopies(sha256 -> present.contains(sha256) || wanted.test(sha256));
    }

    /** What a jar waited for when an earlier server asked it may be there by now. */
    private synchronized void askTheUnsureAgain() {
        List<PluginFolders.Found> found = folders.look();
        kept.forgetAllBut(found.stream().map(PluginFolders.Found::sha256).collect(Collectors.toSet()));
        Map<Path, String> unsure = new LinkedHashMap<>();
        for (PluginFolders.Found jar : found) {
            Description description = descriptions.get(jar.sha256());
            if (description != null && !description.sure() && !description.fresh()) {
                unsure.put(jar.content(), jar.sha256());
            }
        }
        ask(found, unsure);
    }

    private void ask(List<PluginFolders.Found> found, Map<Path, String> jars) {
        if (jars.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(kept.folder());
            process.describe(List.copyOf(jars.keySet()), kept.folder().resolve("asking"), (jar, description) -> {
                String sha256 = String.valueOf(jars.get(jar));
                descriptions.put(sha256, description);
                kept.store(sha256, description);
                show(found);
            });
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("cannot ask plugins what they are: {}", e.getMessage());
            jars.values()
                    .forEach(sha256 -> descriptions.putIfAbsent(
                            sha256,
                            new Description(
                                    JarReport.refused(
                                            "", "", "read", "nobody could ask it what it is: " + e.getMessage()),
                                    false,
                                    true)));
            show(found);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Jars that are still being asked are not shown yet. */
    private void show(List<PluginFolders.Found> found) {
        List<Shelf.Described> described = new ArrayList<>();
        for (PluginFolders.Found jar : found) {
            if (!jar.trouble().isEmpty()) {
                JarReport report = JarReport.refused("", "", "read", jar.trouble());
                described.add(new Shelf.Described(PluginEntry.of(jar.file(), jar.sha256(), report), List.of()));
                continue;
            }
            Description description = descriptions.get(jar.sha256());
            if (description != null) {
                JarReport report = description.report();
                described.add(new Shelf.Described(PluginEntry.of(jar.file(), jar.sha256(), report), report.families()));
            }
        }
        Shelf now = Shelf.of(described);
        if (!now.equals(shelf)) {
            now.entries().stream()
                    .filter(entry -> !entry.loaded() && !shelf.entries().contains(entry))
                    .forEach(entry -> LOG.warn("left out the plugin {}: {}", entry.file(), entry.reason()));
            shelf = now;
            changed.run();
        }
    }

    /** Every jar found, good or broken, in the order of the folders. */
    public List<PluginEntry> entries() {
        return shelf.entries();
    }

    public List<DescribedFamily> families() {
        return List.copyOf(shelf.families().values());
    }

    public Optional<DescribedFamily> family(String id) {
        return Optional.ofNullable(shelf.families().get(id));
    }

    public Optional<Variant> variant(String family, String variant) {
        return family(family).flatMap(found -> found.variant(variant));
    }

    /** The plugin that brings the family. */
    public Optional<PluginEntry> pluginOf(String familyId) {
        return Optional.ofNullable(shelf.pluginByFamily().get(familyId));
    }

    /**
     * The jar that a worker opens for a run: the one it was launched with where a copy is kept, else the one that brings
     * the family now. Another version of Genera builds on another graph library; there the jar of now comes first.
     */
    public Optional<Path> jarFor(RunSpec run) {
        RunSpec.Provenance launched = run.provenance();
        Optional<Path> copy = launched.pluginSha256().isEmpty()
                ? Optional.empty()
                : Optional.of(kept.copy(launched.pluginSha256())).filter(Files::exists);
        Optional<Path> now = pluginOf(run.family())
                .map(plugin -> Files.exists(kept.copy(plugin.sha256())) ? kept.copy(plugin.sha256()) : plugin.file());
        return launched.genera().equals(kept.genera()) ? copy.or(() -> now) : now.or(() -> copy);
    }

    @Override
    public void close() {
        closed = true;
        Thread thread = looking;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
