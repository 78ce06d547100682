package org.genera.worker.guard;

import java.util.List;
import java.util.Set;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Embedding;
import org.genera.spi.Model;
import org.genera.spi.NoiseLevel;
import org.genera.spi.ScoreField.Scores;

/**
 * What gradients over the space of the data and vectors of examples must be, each method for one question.
 *
 * @see ModelGuard
 */
final class FieldAnswers {
    private final Model model;
    private final DataSpec data;

    FieldAnswers(Model model, DataSpec data) {
        this.model = model;
        this.data = data;
    }

    /** @param method of an ability; what belongs to none of these is not looked at */
    void look(String method, Object[] given, Object answer) {
        switch (method) {
            case "levels" -> levels((List<?>) answer);
            case "score" -> scores((Scores) answer, (Batch) given[0]);
            case "gradient" -> Expected.finite(method, (float[]) answer, ((Batch) given[0]).values().length);
            case "embeddingWidth" -> Expected.atLeast(method, (Integer) answer, 1);
            case "scale" -> scale((Double) answer);
            case "halves" -> halves((Set<?>) answer);
            case "embed" ->
                Expected.finite(
                        method, (float[]) answer, ((Batch) given[0]).count() * ((Embedding) model).embeddingWidth());
            default -> {
                // Another ability, or one of a later version of the interfaces.
            }
        }
    }

    private static void levels(List<?> answer) {
        Expected.atLeast("levels", answer.size(), 1);
        for (Object each : answer) {
            if (!(each instanceof NoiseLevel)) {
                throw Expected.wrong("levels", "levels of noise", String.valueOf(each));
            }
        }
    }

    private static void scores(Scores answer, Batch x) {
        Expected.finite("score", answer.gradient(), x.values().length);
        if (answer.logDensity().length > 0) {
            Expected.length("log density of score", answer.logDensity().length, x.count());
            Expected.notNaN("log density of score", answer.logDensity());
        }
    }

    private static void scale(double answer) {
        if (!(answer > 0 && Double.isFinite(answer))) {
            throw Expected.wrong("scale", "a finite number above 0", String.valueOf(answer));
        }
    }

    private void halves(Set<?> answer) {
        if (!answer.isEmpty() && data.shape().kind() != DataShape.Kind.PAIR) {
            throw Expected.wrong("halves", "none, for examples are no pairs", String.valueOf(answer));
        }
    }
}
