package org.genera.run.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.genera.run.Json;
import org.genera.run.spec.RunSpec;

/**
 * The files of one run. The journal is the truth about it; everything else that is kept of a run can be rebuilt from
 * here.
 *
 * @param root the run's directory
 */
public record RunDirectory(Path root) {

    public Path specFile() {
        return root.resolve("spec.json");
    }

    public Path journal() {
        return root.resolve("journal.jsonl");
    }

    /** Held by the worker that writes to the journal. */
    public Path workerLock() {
        return root.resolve("worker.lock");
    }

    /** What the worker process prints. */
    public Path log() {
        return root.resolve("worker.log");
    }

    /** Written by the launcher's shell when the worker has ended, even if the server was gone. */
    public Path exitCodeFile() {
        return root.resolve("exit-code");
    }

    /** Present while the run is marked as deleted. */
    public Path deletedMarker() {
        return root.resolve("deleted");
    }

    /** Present once the run pauses at no rung any more, because a user resumed it outside of its sweep. */
    public Path releasedMarker() {
        return root.resolve("released");
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path checkpoint(long step) {
        return checkpoints().resolve(String.format(Locale.ROOT, "step-%09d", step));
    }

    /** Present beside a checkpoint that other runs build on; nobody deletes that one alone. */
    public Path pin(long step) {
        return checkpoints().resolve(String.format(Locale.ROOT, "pinned-%09d", step));
    }

    public boolean isPinned(long step) {
        return Files.exists(pin(step));
    }

    public Path samples() {
        return root.resolve("samples");
    }

    public Path sampleFile(String sampleSetId) {
        return samples().resolve(sampleSetId + ".f32");
    }

    /** Where the log-likelihoods of single test examples are, see {@link LikelihoodFile}. */
    public Path likelihoods() {
        return root.resolve("likelihoods");
    }

    public RunSpec spec() {
        return Json.readFile(specFile(), RunSpec.class);
    }
}
