package org.genera.worker.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genera.run.journal.JournalLimits;
import org.genera.spi.Batch;
import org.genera.spi.Codes;
import org.genera.spi.Encoder;
import org.genera.spi.LatentSpaces;
import org.genera.spi.LatentSpaces.Space;
import org.genera.spi.Model;

/**
 * What a model's codes and latent vectors must be, each method for one question.
 *
 * @see ModelGuard
 */
final class CodeAnswers {
    private final Model model;
    private final ModelAnswers answers;

    CodeAnswers(Model model, ModelAnswers answers) {
        this.model = model;
        this.answers = answers;
    }

    /** @param method of an ability; what belongs to none of these is not looked at */
    void look(String method, Object[] given, Object answer) {
        switch (method) {
            case "codeWidth" -> Expected.atLeast(method, (Integer) answer, 1);
            case "codeSpace" -> codeSpace((Optional<?>) answer);
            case "encode" ->
                Expected.finite(method, (float[]) answer, ((Batch) given[0]).count() * ((Encoder) model).codeWidth());
            case "spaces" -> spaces((List<?>) answer);
            case "prior" ->
                Expected.finite(
                        method,
                        (float[]) answer,
                        (Integer) given[1] * space(given[0]).dimension());
            case "decode" -> answers.samples(method, answer, vectors(given[0], given[1]));
            case "map" ->
                Expected.finite(
                        method,
                        (float[]) answer,
                        vectors(given[0], given[2]) * space(given[1]).dimension());
            case "grid" -> grid((List<?>) answer);
            case "alphabet" -> Expected.atLeast(method, (Integer) answer, 1);
            case "codes" -> codes((int[]) answer, ((Batch) given[0]).count());
            case "fromCodes" ->
                answers.samples(method, answer, ((int[]) given[0]).length / ((Codes) model).codesOfExample());
            default -> {
                // Another ability, or one of a later version of the interfaces.
            }
        }
    }

    private void codeSpace(Optional<?> answer) {
        if (answer.isEmpty()) {
            return;
        }
        int width = ((Encoder) model).codeWidth();
        List<Space> spaces = model instanceof LatentSpaces latents ? latents.spaces() : List.of();
        if (spaces.stream().noneMatch(space -> space.id().equals(answer.get()) && space.dimension() == width)) {
            throw Expected.wrong(
                    "codeSpace",
                    "none, or one of the model's latent spaces of " + width + " dimensions, as its codes have",
                    answer.get() + " beside the spaces " + spaces);
        }
    }

    private static void grid(List<?> answer) {
        Expected.atLeast("grid", answer.size(), 1);
        for (Object each : answer) {
            if (!(each instanceof Integer length) || length < 1) {
                throw Expected.wrong("grid", "axes of 1 or more codes", String.valueOf(answer));
            }
        }
    }

    private void codes(int[] answer, int count) {
        Codes coded = (Codes) model;
        Expected.length("codes", answer.length, count * coded.codesOfExample());
        for (int each : answer) {
            if (each < 0 || each >= coded.alphabet()) {
                throw Expected.wrong("codes", "codes from 0 to " + (coded.alphabet() - 1), String.valueOf(each));
            }
        }
    }

    private static void spaces(List<?> answer) {
        Set<String> ids = new HashSet<>();
        for (Object each : answer) {
            if (!(each instanceof Space space) || !ids.add(space.id())) {
                throw Expected.wrong("spaces", "different latent spaces", String.valueOf(each));
            }
            Expected.text("spaces", space.title(), JournalLimits.UNIT);
        }
        Expected.atLeast("spaces", answer.size(), 1);
    }

    private int vectors(Object space, Object latents) {
        return space(space).count((float[]) latents);
    }

    private Space space(Object id) {
        return ((LatentSpaces) model).space((String) id);
    }
}
