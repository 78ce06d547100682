package org.genera.server.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who goes on from a rung. Once given it stands, whatever becomes of the runs; it is kept in the sweep's directory.
 *
 * @param rung counted from 1
 * @param measure key of the column that ranked
 * @param goOn how many places were to be had
 * @param places the best first
 */
record RungDecision(int rung, Instant at, String measure, int goOn, List<Place> places) {

    RungDecision {
        if (places.stream().anyMatch(place -> place == null || place.group() == null || place.runs() == null)) {
            throw new IllegalArgumentException("expected places with a group and runs");
        }
    }

    /**
     * A combination of values, with all its seeds.
     *
     * @param rank counted from 1
     * @param value mean over the seeds; NaN where one of them has none
     * @param goesOn whether it trains on
     */
    record Place(String group, int rank, double value, boolean goesOn, List<Measured> runs) {}

    /**
     * What one run had reached.
     *
     * @param value null where the run failed or was not measured
     */
    record Measured(String run, long step, @Nullable Double value) {}

    /** Whether somebody had a value; otherwise all went on. */
    boolean judged() {
        return places.stream().anyMatch(place -> Double.isFinite(place.value()));
    }

    Optional<Place> of(String group) {
        return places.stream().filter(place -> place.group().equals(group)).findFirst();
    }

    /** Why a run of this place does not go on, for people. */
    String reason(Place place) {
        String value = Double.isFinite(place.value())
                ? measure + " " + digits(place.value())
                        + (place.runs().size() > 1 ? " (mean of " + place.runs().size() + " seeds)" : "")
                : "without a finite " + measure + (place.runs().size() > 1 ? " of each seed" : "");
        long going = places.stream().filter(Place::goesOn).count();
        return "stopped at rung " + rung + ": " + ordinal(place.rank()) + " of " + places.size() + ", " + value
                + "; the best " + (going == 1 ? "goes on" : going + " go on");
    }

    private static String digits(double number) {
        return String.valueOf(new java.math.BigDecimal(number)
                .round(new java.math.MathContext(4))
                .doubleValue());
    }

    static String ordinal(int number) {
        String suffix = number % 100 >= 11 && number % 100 <= 13
                ? "th"
                : switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return number + suffix;
    }
}
