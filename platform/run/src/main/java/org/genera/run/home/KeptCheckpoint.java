package org.genera.run.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.genera.run.Json;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.RunSpec;

/**
 * A complete checkpoint of a run, as those see it who did not write it: which one it is, and whether it is as it was
 * written.
 *
 * @param step of training
 * @param files of the model
 * @param sha256 of each file as it was written, by its path; empty in checkpoints of earlier versions
 */
public record KeptCheckpoint(long step, ModelFiles files, Map<String, String> sha256) {
    /** In the folder of a checkpoint the file that is written last. */
    public static final String DESCRIPTION = "checkpoint.json";

    /** In the folder of a checkpoint the folder with the files of the model. */
    public static final String MODEL = "model";

    private static final String FOLDER = "step-";

    private record Described(long step, Map<String, String> sha256) {}

    /** Steps of the complete checkpoints of a run, rising; reads no file. */
    public static List<Long> steps(RunDirectory run) {
        List<Long> steps = new ArrayList<>();
        if (!Files.isDirectory(run.checkpoints())) {
            return steps;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(run.checkpoints(), FOLDER + "*")) {
            for (Path folder : folders) {
                String digits = folder.getFileName().toString().substring(FOLDER.length());
                if (digits.matches("[0-9]{1,18}") && Files.exists(folder.resolve(DESCRIPTION))) {
                    steps.add(Long.parseLong(digits));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + run.checkpoints() + ": " + e.getMessage(), e);
        }
        Collections.sort(steps);
        return steps;
    }

    /** The checkpoint of a step; empty if there is none that is complete and whose description can be read. */
    public static Optional<KeptCheckpoint> of(RunDirectory run, long step) {
        Path folder = run.checkpoint(step);
        if (!Files.exists(folder.resolve(DESCRIPTION))) {
            return Optional.empty();
        }
        try {
            Described described = Json.readFile(folder.resolve(DESCRIPTION), Described.class);
            return Optional.of(new KeptCheckpoint(
                    step,
                    new ModelFiles(folder.resolve(MODEL)),
                    Objects.requireNonNullElse(described.sha256(), Map.of())));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /**
     * Names the checkpoint whatever folder it lies in: SHA-256, in hexadecimal, over the paths of its files and the hashes
     * that they were written with; of a checkpoint of an earlier version, over those that they have now.
     */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Map<String, String> hashes = new TreeMap<>(sha256.isEmpty() ? files.hashes() : sha256);
            hashes.forEach((path, hash) -> digest.update((path + "\n" + hash + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + files.folder() + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is wrong with its files; empty if they are as they were written, or nobody knows how that was. */
    public Optional<String> damage() {
        return files.damage(sha256);
    }

    /** The pin under which another run builds on this checkpoint of {@code run}. */
    public PinnedRun pinned(RunSpec run) {
        RunSpec.Provenance launched = run.provenance();
        return new PinnedRun(
                run.experimentId(),
                run.runId(),
                step,
                digest(),
                run.family(),
                run.variant(),
                launched.plugin(),
                launched.pluginVersion(),
                launched.pluginSha256());
    }
}
