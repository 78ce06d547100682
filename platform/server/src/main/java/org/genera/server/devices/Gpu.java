package org.genera.server.devices;

/**
 * A GPU that the driver's tool reports.
 *
 * @param index by which the driver knows it
 * @param name for people
 * @param memoryMiB of memory
 * @param driver version of the driver
 */
public record Gpu(int index, String name, long memoryMiB, String driver) {

    /** Such as {@code gpu:0}. */
    public String id() {
        return "gpu:" + index;
    }
}
