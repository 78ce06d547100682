package org.genera.worker;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genera.run.JournalLimits;
import org.genera.spi.Batch;
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
    private final Answers answers;

    CodeAnswers(Model model, Answers answers) {
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
