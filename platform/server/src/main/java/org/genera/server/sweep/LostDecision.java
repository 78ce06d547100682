package org.genera.server.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genera.db.runs.RunRow;
import org.genera.run.RunState;
import org.genera.server.sweep.RungDecision.Measured;
import org.genera.server.sweep.RungDecision.Place;

/** What the runs themselves say of the decision on a rung that can no longer be read. A pure function of the halving. */
final class LostDecision {
    private static final double TOLERANCE = 1e-9;

    private final SuccessiveHalving halving;
    private final int rung;
    private final double part;

    /** @param halving with the decisions that can be read, which are not those of all rungs */
    LostDecision(SuccessiveHalving halving) {
        this.halving = halving;
        this.rung = halving.decisions().size() + 1;
        this.part = halving.halving().parts().get(rung - 1);
    }

    /** Whether it had been given and carried out, at least for one run; if not, it can be given anew. */
    boolean wasGiven() {
        return halving.runs().stream().anyMatch(run -> wentOn(run) || wasStopped(run));
    }

    /** As it was, without the values it stood on; empty where it was not yet carried out for everybody. */
    Optional<RungDecision> asCarriedOut(Instant now) {
        List<Place> winners = new ArrayList<>();
        List<Place> losers = new ArrayList<>();
        for (List<RunRow> members : halving.contenders().values()) {
            boolean stopped = members.stream().anyMatch(this::wasStopped);
            if (!stopped && members.stream().noneMatch(this::wentOn)) {
                return Optional.empty();
            }
            (stopped ? losers : winners)
                    .add(new Place(
                            members.get(0).group(),
                            0,
                            Double.NaN,
                            !stopped,
                            members.stream()
                                    .map(run -> new Measured(run.spec().runId(), run.step(), null))
                                    .toList()));
        }
        List<Place> places = new ArrayList<>();
        for (Place place : java.util.stream.Stream.concat(winners.stream(), losers.stream())
                .toList()) {
            places.add(new Place(place.group(), places.size() + 1, place.value(), place.goesOn(), place.runs()));
        }
        return Optional.of(
                new RungDecision(rung, now, halving.halving().measure(), winners.size(), List.copyOf(places)));
    }

    private boolean wentOn(RunRow run) {
        RunState state = run.state();
        if (state instanceof RunState.Waiting waiting) {
            return waiting.rung() > rung;
        }
        return state instanceof RunState.Finished
                || (state.ended() ? run.progress() > part + TOLERANCE : run.progress() >= part - TOLERANCE);
    }

    private boolean wasStopped(RunRow run) {
        return run.state() instanceof RunState.Cancelled cancelled
                && cancelled.reason().startsWith("stopped at rung " + rung + ":");
    }
}
