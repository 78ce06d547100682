package org.genera.server.leaderboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.run.spec.Budget;
import org.genera.run.spec.ExperimentSetup;
import org.genera.run.spec.PinnedRun;
import org.genera.run.spec.Protocol;
import org.jspecify.annotations.Nullable;

/** What a setup says, part by part, for people. */
public final class SetupWords {
    private static final int DIGEST_LENGTH = 12;

    private SetupWords() {}

    /** Name and words of each part, in one order for all setups. */
    public static Map<String, String> of(ExperimentSetup setup) {
        Map<String, String> parts = new LinkedHashMap<>();
        DataSelection data = setup.data();
        parts.put("data set", data.dataSet());
        parts.put("split", data.split().isEmpty() ? "the data set's own" : data.split());
        parts.put("preprocessing", preprocessing(data));
        parts.put("budget", budget(setup.budget()));
        Protocol protocol = setup.protocol();
        parts.put("rules of measuring", "version " + protocol.version());
        parts.put(
                "validation",
                protocol.validates()
                        ? String.format(Locale.ROOT, "%.4g %% of the training split", 100 * protocol.validation())
                        : "none");
        parts.put("extractor", protocol.extractor().name().toLowerCase(Locale.ROOT));
        parts.put("evaluations", number(protocol.evaluations()));
        parts.put("samples for a measure", number(protocol.evaluationSamples()));
        parts.put("test examples", number(protocol.testExamples()));
        parts.put("sample sets", number(protocol.sampleSets()));
        parts.put("samples in a set", number(protocol.samplesPerSet()));
        parts.put("checkpoints", number(protocol.checkpoints()));
        parts.put("noise seed", String.valueOf(protocol.noiseSeed()));
        parts.put("features", features(protocol.features()));
        return parts;
    }

    /** The parts in which two setups are not alike, each as {@code NAME: told}. */
    public static List<String> differences(ExperimentSetup first, ExperimentSetup second, BinaryOperator<String> told) {
        Map<String, String> others = of(second);
        List<String> found = new ArrayList<>();
        of(first).forEach((name, words) -> {
            String other = others.getOrDefault(name, "");
            if (!words.equals(other)) {
                found.add(name + ": " + told.apply(words, other));
            }
        });
        return found;
    }

    private static String preprocessing(DataSelection data) {
        Preprocessing second = data.secondPreprocessing();
        return words(data.preprocessing()) + (second == null ? "" : "; second half " + words(second));
    }

    private static String words(Preprocessing preprocessing) {
        List<String> words = new ArrayList<>();
        switch (preprocessing.scaling()) {
            case NONE -> {}
            case UNIT -> words.add("scaled to [0, 1]");
            case SYMMETRIC -> words.add("scaled to [−1, 1]");
            case STANDARDISE -> words.add("standardised");
        }
        if (preprocessing.dequantise()) {
            words.add("dequantised");
        }
        if (preprocessing.binarisation() != Preprocessing.Binarisation.NONE) {
            words.add(preprocessing.binarisation().name().toLowerCase(Locale.ROOT) + " binarisation");
        }
        return words.isEmpty() ? "as stored" : String.join(", ", words);
    }

    private static String budget(Budget budget) {
        String amount = budget.amount() == Math.rint(budget.amount())
                ? String.format(Locale.ROOT, "%,.0f", budget.amount())
                : String.valueOf(budget.amount());
        return amount + " " + budget.unit().name().toLowerCase(Locale.ROOT) + " of batch " + number(budget.batchSize());
    }

    private static String features(@Nullable PinnedRun pin) {
        return pin == null
                ? "none"
                : "run " + pin.run() + " at step " + pin.step() + " (" + shortened(pin.checkpointSha256()) + ")";
    }

    static String shortened(String digest) {
        return digest.length() <= DIGEST_LENGTH ? digest : digest.substring(0, DIGEST_LENGTH);
    }

    private static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
