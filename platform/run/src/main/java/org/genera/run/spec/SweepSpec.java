package org.genera.run.spec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs that were launched together, as their request is kept in {@code sweep.json}: with the same plugins, data and seeds
 * it makes the same runs again.
 *
 * @param id of the sweep, also the name of its directory
 * @param name for people
 * @param search how the varied values are combined
 * @param halving how hopeless runs are stopped early, or null
 * @param varied names of the hyperparameters that take several values
 * @param items variants with their values, some of which are lists or ranges
 * @param seeds each combination is run with each
 * @param device that was asked for
 */
public record SweepSpec(
        String id,
        String experimentId,
        String name,
        Search search,
        @Nullable Halving halving,
        List<String> varied,
        List<Item> items,
        List<Long> seeds,
        String device,
        Instant createdAt) {

    /**
     * A variant with values, as they were requested.
     *
     * @param on the runs that it builds on, by role
     */
    public record Item(String family, String variant, Map<String, Object> values, Map<String, PinnedRun> on) {
        public Item {
            on = Map.copyOf(Objects.requireNonNullElse(on, Map.of()));
        }

        /** One that builds on no other run. */
        public Item(String family, String variant, Map<String, Object> values) {
            this(family, variant, values, Map.of());
        }
    }

    /**
     * How values are combined.
     *
     * @param kind every combination, or some drawn at random
     * @param count combinations for each item, where they are drawn; else 0
     * @param seed of the draws
     */
    public record Search(Kind kind, int count, long seed) {
        public static final int COUNT_AT_MOST = 500;

        public Search {
            if (kind == Kind.RANDOM && (count < 1 || count > COUNT_AT_MOST)) {
                throw new IllegalArgumentException(
                        "search.count: expected an integer from 1 to " + COUNT_AT_MOST + ", got " + count);
            }
        }

        /** Every combination. */
        public static Search grid() {
            return new Search(Kind.GRID, 0, 0);
        }

        /** How combinations come about. */
        public enum Kind {
            GRID,
            RANDOM
        }
    }

    /**
     * Successive halving (Jamieson and Talwalkar 2016; Li et al. 2018): all combinations train for a small part of the
     * budget, the best 1/eta of them for eta times as long, and so on.
     *
     * @param measure key of the leaderboard's column that ranks them
     * @param eta which part goes on: 1/eta
     * @param rungs how often there is a ranking, the end of the budget included
     */
    public record Halving(String measure, int eta, int rungs) {

        public Halving {
            require("eta", eta, 2, 10);
            require("rungs", rungs, 2, 8);
        }

        /** Rising parts of the budget at which runs wait; the last rung, the whole budget, is not among them. */
        public List<Double> parts() {
            List<Double> parts = new ArrayList<>();
            for (int below = rungs - 1; below >= 1; below--) {
                parts.add(Math.pow(eta, -below));
            }
            return List.copyOf(parts);
        }

        /** How many of so many combinations go on: 1/eta of them rounded down, and at least one. */
        public int goOn(int combinations) {
            return Math.max(1, combinations / eta);
        }

        private static void require(String name, int value, int min, int max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(
                        "halving." + name + ": expected an integer from " + min + " to " + max + ", got " + value);
            }
        }
    }
}
