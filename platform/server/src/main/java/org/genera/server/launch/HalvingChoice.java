package org.genera.server.launch;

import java.util.List;
import org.genera.run.journal.OnValidation;
import org.genera.run.spec.Protocol;
import org.genera.run.spec.SweepSpec.Halving;
import org.genera.server.leaderboard.Measures;
import org.genera.spi.InvalidValueException;

/** What halving chooses by in an experiment: a measure that its runs take, on examples that it reports nothing on. */
final class HalvingChoice {
    private final Protocol protocol;
    private final List<String> known;

    /** @param known keys of measures that something can be chosen by */
    HalvingChoice(Protocol protocol, List<String> known) {
        this.protocol = protocol;
        this.known = known;
    }

    /**
     * The halving with the key of the column that ranks. Where the experiment validates, that is the column on
     * validation of what was asked for; under version 1 of the protocol it is the one on test.
     *
     * @throws InvalidValueException if nothing can be chosen here, or not by this
     */
    Halving of(Halving asked) {
        if (protocol.version() > 1 && !protocol.validates()) {
            throw new InvalidValueException(
                    "halving",
                    "an experiment with a validation share, since halving chooses; create one with"
                            + " protocol.validation, such as 0.1",
                    "one that keeps nothing to choose by");
        }
        String measure = OnValidation.plain(asked.measure());
        boolean onValidation = protocol.validates() && !Measures.isCost(measure);
        if (!known.contains(measure) || (!onValidation && OnValidation.isSuch(asked.measure()))) {
            throw refused("one of " + String.join(", ", known), asked);
        }
        if (measure.startsWith("features") && protocol.features() == null) {
            throw refused(
                    "a measure that the runs take; the protocol names no run in whose features they are measured",
                    asked);
        }
        boolean inception = protocol.extractor() == Protocol.Extractor.INCEPTION;
        if (measure.startsWith(inception ? "classifier" : "inception")) {
            throw refused(
                    "a measure that the runs take; the protocol's extractor is "
                            + (inception ? "Inception" : "the classifier"),
                    asked);
        }
        return new Halving(onValidation ? OnValidation.name(measure) : measure, asked.eta(), asked.rungs());
    }

    private static InvalidValueException refused(String expected, Halving asked) {
        return new InvalidValueException("halving.measure", expected, "\"" + asked.measure() + "\"");
    }
}
