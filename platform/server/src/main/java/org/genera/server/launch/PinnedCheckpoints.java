package org.genera.server.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.genera.run.home.Home;
import org.genera.run.home.KeptCheckpoint;
import org.genera.run.home.RunDirectory;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.Protocol;

/** Checkpoints that others need, where they lie. Thread-safe. */
final class PinnedCheckpoints {
    private final Home home;

    PinnedCheckpoints(Home home) {
        this.home = home;
    }

    /**
     * From now on the checkpoints are kept for as long as their runs are.
     *
     * @throws RefusedException if one has gone meanwhile
     */
    void keep(Collection<PinnedRun> pinned) {
        for (PinnedRun pin : pinned) {
            RunDirectory run = home.run(pin.experiment(), pin.run());
            Path file = run.pin(pin.step());
            try {
                Files.writeString(file, "");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
            }
            // After the pin: what is still there now stays there.
            if (KeptCheckpoint.of(run, pin.step()).isEmpty()) {
                throw new RefusedException("expected the checkpoint of step " + pin.step() + " of run " + pin.run()
                        + ", which has just made room for a newer one; choose that");
            }
        }
    }

    /**
     * The run in whose features a protocol measures is still there, as it was when the experiment was made.
     *
     * @throws RefusedException if it is not
     */
    void requireFeatures(Protocol protocol) {
        PinnedRun pin = protocol.features();
        if (pin == null) {
            return;
        }
        boolean there = KeptCheckpoint.of(home.run(pin.experiment(), pin.run()), pin.step())
                .filter(found -> found.digest().equals(pin.checkpointSha256()))
                .isPresent();
        if (!there) {
            throw new RefusedException("expected the checkpoint of step " + pin.step() + " of run " + pin.run()
                    + ", in whose features the experiment measures, as it was when the experiment was made; put it back,"
                    + " or make another experiment");
        }
    }
}
