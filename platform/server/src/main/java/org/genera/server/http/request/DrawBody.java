package org.genera.server.http.request;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.genera.db.runs.RunRow;
import org.genera.run.home.RunDirectory;
import org.genera.run.request.DrawRequest;
import org.genera.server.launch.RunsToBuildOn;
import org.genera.server.launch.ShortId;
import org.genera.spi.DataSpec;
import org.genera.spi.InvalidValueException;
import org.genera.spi.Sampler;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.views.Argument;
import org.genera.views.Offer;
import org.genera.views.Views;

/** Samples as a request asks for them, checked against the variant and the checkpoints of the run. */
public final class DrawBody {
    private static final int COUNT_AT_MOST = 10_000;

    private DrawBody() {}

    public static DrawRequest read(
            Fields body, Variant variant, DataSpec data, RunRow row, RunDirectory directory, RunsToBuildOn others) {
        body.allowOnly("kind", "step", "count", "noiseSeed", "sampler", "settings", "label", "pattern", "on");
        Offer offer = offer(body.optionalText("kind", 40).orElse(Views.SAMPLES), variant, data);
        OptionalLong step = body.step();
        requireCheckpoint(step, directory);
        boolean drawn = offer.arguments().contains(Argument.SAMPLER);
        Optional<Sampler> sampler =
                drawn ? Optional.of(sampler(body.optionalText("sampler", 100), variant)) : Optional.empty();
        return new DrawRequest(
                ShortId.next(),
                offer.view().id(),
                step,
                (int) body.integer("count", 1, COUNT_AT_MOST, offer.usualCount()),
                body.seed("noiseSeed", row.spec().setup().protocol().noiseSeed()),
                sampler.map(Sampler::id).orElse(""),
                sampler.map(chosen -> settings(chosen, body.values("settings"))).orElse(Map.of()),
                label(body, offer, data),
                pattern(body, offer),
                sampler.map(chosen -> OnBody.leading(body, chosen, row, others)).orElse(Map.of()));
    }

    private static Offer offer(String wanted, Variant variant, DataSpec data) {
        List<Offer> offers = Views.offeredBy(variant, data);
        return offers.stream()
                .filter(each -> each.view().id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "kind",
                        "something that the variant " + variant.id() + " can do on these data, one of "
                                + offers.stream().map(each -> each.view().id()).collect(Collectors.joining(", ")),
                        wanted));
    }

    private static OptionalInt label(Fields body, Offer offer, DataSpec data) {
        if (!body.has("label")) {
            return OptionalInt.empty();
        }
        int label = (int) body.integer("label", 0, 1_000_000);
        if (!offer.arguments().contains(Argument.LABEL)) {
            throw new InvalidValueException(
                    "label",
                    "nothing, since the variant does not draw " + offer.view().title() + " of a class",
                    "" + label);
        }
        if (label >= data.classes()) {
            throw new InvalidValueException("label", "a class from 0 to " + (data.classes() - 1), "" + label);
        }
        return OptionalInt.of(label);
    }

    private static String pattern(Fields body, Offer offer) {
        Optional<String> wanted = body.optionalText("pattern", 40);
        List<String> able = offer.patterns().stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        if (wanted.isPresent() && !able.contains(wanted.get())) {
            throw new InvalidValueException(
                    "pattern",
                    able.isEmpty() ? "nothing, since nothing is given here" : "one of " + String.join(", ", able),
                    "\"" + wanted.get() + "\"");
        }
        return wanted.orElse("");
    }

    static void requireCheckpoint(OptionalLong step, RunDirectory directory) {
        boolean there = step.isPresent()
                ? Files.isDirectory(directory.checkpoint(step.getAsLong()))
                : Files.isDirectory(directory.checkpoints());
        if (!there) {
            throw new InvalidValueException(
                    "step",
                    "the step of a checkpoint of the run",
                    step.isPresent() ? step.getAsLong() + ", for which there is none" : "a run without checkpoints");
        }
    }

    public static Sampler sampler(Optional<String> id, Variant variant) {
        String known = variant.samplers().stream().map(Sampler::id).collect(Collectors.joining(", "));
        return variant.samplers().stream()
                .filter(sampler -> id.isEmpty() || sampler.id().equals(id.get()))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "sampler",
                        known.isEmpty() ? "a variant that can be sampled" : "one of " + known,
                        "\"" + id.orElse("") + "\""));
    }

    static Map<String, Object> settings(Sampler sampler, Map<String, Object> given) {
        try {
            return Values.of(sampler.settings(), given).asMap();
        } catch (InvalidValueException e) {
            throw new InvalidValueException("settings." + e.field(), e.expected(), e.found());
        }
    }
}
