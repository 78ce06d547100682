package org.genera.server.http.request;

import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.Protocol;
import org.genera.server.launch.RunsToBuildOn;
import org.jspecify.annotations.Nullable;

/** The setup of an experiment as a request spells it. */
public final class SetupBody {
    private static final int DATA_SET_NAME_LENGTH = 100;
    private static final int SPLIT_LENGTH = 200;

    private static final String SECOND = "secondPreprocessing";

    private SetupBody() {}

    /**
     * @param catalogue whose data sets say what is usual for their kind
     * @param others the runs in whose features a protocol can measure
     */
    public static ExperimentSetup read(Fields setup, DataCatalogue catalogue, RunsToBuildOn others) {
        setup.allowOnly("data", "budget", "protocol");
        DataSelection data = data(setup.object("data"));
        Protocol usual = catalogue
                .card(data.dataSet())
                .map(card -> Protocol.usual(card.shape().kind()))
                .orElseGet(Protocol::usual);
        return new ExperimentSetup(
                data,
                budget(setup.object("budget")),
                setup.has("protocol")
                        ? protocol(setup.object("protocol"), usual)
                                .seenBy(features(setup.object("protocol"), data, catalogue, others))
                        : usual);
    }

    /** {@code "features": {"run": "abc", "step": 400}}: the run in whose features samples are measured too. */
    private static @Nullable PinnedRun features(
            Fields protocol, DataSelection data, DataCatalogue catalogue, RunsToBuildOn others) {
        if (!protocol.has("features")) {
            return null;
        }
        try {
            catalogue.spec(data);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("setup.data." + e.getMessage(), e);
        }
        Fields features = protocol.object("features");
        features.allowOnly("run", "step");
        return others.pinFeatures("setup.protocol.features", OnBody.choice(features), data);
    }

    public static DataSelection data(Fields data) {
        data.allowOnly("dataSet", "split", "preprocessing", SECOND);
        return new DataSelection(
                data.text("dataSet", DATA_SET_NAME_LENGTH),
                data.optionalText("split", SPLIT_LENGTH).orElse(""),
                data.has("preprocessing") ? preprocessing(data, "preprocessing") : Preprocessing.none(),
                data.has(SECOND) ? preprocessing(data, SECOND) : null);
    }

    private static Preprocessing preprocessing(Fields data, String name) {
        Fields preprocessing = data.object(name);
        preprocessing.allowOnly("dequantise", "scaling", "binarisation");
        boolean dequantise = preprocessing.flag("dequantise", false);
        Scaling scaling = preprocessing.word("scaling", Scaling.NONE);
        Binarisation binarisation = preprocessing.word("binarisation", Binarisation.NONE);
        try {
            return new Preprocessing(dequantise, scaling, binarisation);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("setup.data." + name + ": " + e.getMessage(), e);
        }
    }

    private static Budget budget(Fields budget) {
        budget.allowOnly("unit", "amount", "batchSize");
        return new Budget(budget.word("unit", Budget.Unit.class), budget.positive("amount"), (int)
                budget.integer("batchSize", 1, 65_536));
    }

    private static Protocol protocol(Fields protocol, Protocol usual) {
        protocol.allowOnly(
                "sampleSets",
                "samplesPerSet",
                "evaluations",
                "evaluationSamples",
                "testExamples",
                "checkpoints",
                "noiseSeed",
                "extractor",
                "version",
                "validation",
                "features");
        return new Protocol(
                (int) protocol.integer("sampleSets", 1, 1_000, usual.sampleSets()),
                (int) protocol.integer("samplesPerSet", 1, 10_000, usual.samplesPerSet()),
                (int) protocol.integer("evaluations", 1, 1_000, usual.evaluations()),
                (int) protocol.integer("evaluationSamples", 1, 1_000_000, usual.evaluationSamples()),
                (int) protocol.integer("testExamples", 1, 10_000_000, usual.testExamples()),
                (int) protocol.integer("checkpoints", 1, 1_000, usual.checkpoints()),
                protocol.seed("noiseSeed", usual.noiseSeed()),
                protocol.word("extractor", usual.extractor()),
                (int) protocol.integer("version", 1, Protocol.LATEST, usual.version()),
                protocol.number("validation", 0, 0.5, usual.validation()),
                null);
    }
}
