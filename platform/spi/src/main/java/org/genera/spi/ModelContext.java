package org.genera.spi;

/**
 * Where the model runs.
 *
 * @param device {@code cpu}, or {@code gpu}: a worker sees one GPU at most
 * @param threads native threads the model may use, 0 to let the library choose
 */
public record ModelContext(Device device, int threads) {

    /** The kind of processor; the worker process is given at most one GPU. */
    public enum Device {
        CPU,
        GPU
    }

    /** The CPU with as many threads as the library likes. */
    public static ModelContext cpu() {
        return new ModelContext(Device.CPU, 0);
    }
}
