package org.genera.spi;

/**
 * A named series of numbers.
 *
 * @param name camel case, with slashes between levels, such as {@code elbo} or {@code logits/real}
 * @param title as a chart shows it
 * @param unit such as {@code nats}; empty for a pure number
 * @param direction which way is better
 */
public record Metric(String name, String title, String unit, Direction direction) {

    public Metric {
        Names.requireSeries("metric name", name);
    }

    /** Which way is better. */
    public enum Direction {
        LOWER,
        HIGHER,
        NEITHER
    }
}
