package org.genera.spi;

import java.util.Map;
import java.util.Optional;

/**
 * Where the model runs, and what it builds on.
 *
 * @param device {@code cpu}, or {@code gpu}: a worker sees one GPU at most
 * @param threads native threads the model may use, 0 to let the library choose
 * @param sharedNoise whether samples start from the noise that all families share; runs of experiments that are older than it
 *     repeat with noise of their own
 * @param runs trained models of other runs, by the role that {@link Variant#buildsOn} declares
 */
public record ModelContext(Device device, int threads, boolean sharedNoise, Map<String, Model> runs) {

    public ModelContext {
        runs = Map.copyOf(runs);
    }

    /** With nothing to build on, from shared noise. */
    public ModelContext(Device device, int threads) {
        this(device, threads, true, Map.of());
    }

    /** The kind of processor; the worker process is given at most one GPU. */
    public enum Device {
        CPU,
        GPU
    }

    /** The CPU with as many threads as the library likes. */
    public static ModelContext cpu() {
        return new ModelContext(Device.CPU, 0);
    }

    /** The same place, with other runs to build on. */
    public ModelContext on(Map<String, Model> others) {
        return new ModelContext(device, threads, sharedNoise, others);
    }

    /** The same place, where samples start from shared noise or from noise of the family's own. */
    public ModelContext sharingNoise(boolean shares) {
        return new ModelContext(device, threads, shares, runs);
    }

    /**
     * The trained model of the run in a role that the variant declares; that of a mandatory role is always there. It comes
     * from a plugin of its own, so it is used through the interfaces of this package alone. It stays open as long as the
     * model that is built; whoever opened it closes it, and neither trains nor restores it.
     */
    public Optional<Model> run(String role) {
        return Optional.ofNullable(runs.get(role));
    }
}
