package org.genera.server.plugins;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.run.plugins.PluginJar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jars of the plugin folders, each hashed once as long as its size and time stay the same. For one thread. */
final class PluginFolders {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFolders.class);

    private final Path own;
    private final Path ofUser;
    private final Descriptions kept;
    private Map<Path, Found> known = Map.of();

    /**
     * @param own of the distribution, whose jars change with Genera alone
     * @param ofUser whose jars are copied, since they may be replaced at any time
     */
    PluginFolders(Path own, Path ofUser, Descriptions kept) {
        this.own = own;
        this.ofUser = ofUser;
        this.kept = kept;
    }

    /**
     * A jar as it was at a look.
     *
     * @param file where it lies
     * @param content what is opened: the file itself, or the copy of a user's
     * @param trouble why it cannot be read; empty where it can
     */
    record Found(Path file, long size, FileTime modified, String sha256, Path content, String trouble) {
        boolean same(long bytes, FileTime time) {
            return size == bytes && modified.equals(time);
        }
    }

    /** By order of folders and then of names. Folders need not exist. */
    List<Found> look() {
        List<Found> found = new ArrayList<>();
        jars(own).forEach(jar -> found.add(found(jar, false)));
        jars(ofUser).forEach(jar -> found.add(found(jar, true)));
        Map<Path, Found> seen = new HashMap<>();
        found.forEach(each -> seen.put(each.file(), each));
        known = seen;
        return List.copyOf(found);
    }

    private static List<Path> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return jars;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            LOG.warn("cannot list the plugin folder {}: {}", folder, e.getMessage());
        }
        jars.sort(null);
        return jars;
    }

    private Found found(Path jar, boolean copied) {
        long size = 0;
        FileTime modified = FileTime.fromMillis(0);
        try {
            size = Files.size(jar);
            modified = Files.getLastModifiedTime(jar);
            Found before = known.get(jar);
            if (before != null && before.same(size, modified)) {
                return before;
            }
            if (!Files.isRegularFile(jar)) {
                // A pipe or a device would be read for ever.
                return new Found(
                        jar,
                        size,
                        modified,
                        "",
                        jar,
                        "the file is not a readable jar: it is a folder, a pipe or a device");
            }
            String sha256 = copied ? kept.keep(jar) : PluginJar.sha256(jar);
            return new Found(jar, size, modified, sha256, copied ? kept.copy(sha256) : jar, "");
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Found(jar, size, modified, "", jar, "the file is not a readable jar: " + reason);
        }
    }
}
