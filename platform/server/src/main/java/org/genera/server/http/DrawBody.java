package org.genera.server.http;

import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.genera.db.RunRow;
import org.genera.run.DrawRequest;
import org.genera.run.RunDirectory;
import org.genera.run.SampleSet.Kind;
import org.genera.server.ShortId;
import org.genera.spi.Capability;
import org.genera.spi.InvalidValueException;
import org.genera.spi.Knowledge;
import org.genera.spi.Known;
import org.genera.spi.Sampler;
import org.genera.spi.Values;
import org.genera.spi.Variant;

/** A wish for samples as a request spells it, checked against the variant and the checkpoints of the run. */
final class DrawBody {
    private static final int COUNT_AT_MOST = 10_000;
    private static final long WHOLE_NUMBERS_UP_TO = 1L << 53;
    private static final Map<Kind, Capability> WANTED = Map.of(
            Kind.RECONSTRUCTIONS, Capability.RECONSTRUCT,
            Kind.INTERPOLATION, Capability.LATENT_SPACE,
            Kind.TRAVERSAL, Capability.LATENT_SPACE,
            Kind.TRAJECTORY, Capability.TRAJECTORY);

    private DrawBody() {}

    static DrawRequest read(Fields body, Variant variant, RunRow row, RunDirectory directory) {
        body.allowOnly("kind", "step", "count", "noiseSeed", "sampler", "settings", "label");
        Kind kind = body.word("kind", Kind.class, Optional.of(Kind.SAMPLES));
        requireCapability(kind, variant);
        OptionalLong step =
                body.has("step") ? OptionalLong.of(body.integer("step", 0, WHOLE_NUMBERS_UP_TO)) : OptionalLong.empty();
        requireCheckpoint(step, directory);
        Sampler sampler = sampler(body.optionalText("sampler", 100), variant);
        OptionalInt label =
                body.has("label") ? OptionalInt.of((int) body.integer("label", 0, 1_000_000)) : OptionalInt.empty();
        if (label.isPresent() && !byClass(variant)) {
            throw new InvalidValueException(
                    "label", "nothing, since the variant does not draw by class", "" + label.getAsInt());
        }
        return new DrawRequest(
                ShortId.next(),
                kind,
                step,
                (int) body.integer("count", 1, COUNT_AT_MOST, 64),
                body.integer(
                        "noiseSeed",
                        -WHOLE_NUMBERS_UP_TO,
                        WHOLE_NUMBERS_UP_TO,
                        row.spec().ground().protocol().noiseSeed()),
                sampler.id(),
                settings(sampler, body.values("settings")),
                label);
    }

    private static void requireCapability(Kind kind, Variant variant) {
        Capability wanted = WANTED.get(kind);
        boolean able = kind == Kind.SAMPLES
                || (kind == Kind.BY_CLASS && byClass(variant))
                || (wanted != null && variant.capabilities().contains(wanted));
        if (!able) {
            throw new InvalidValueException(
                    "kind",
                    "something that the variant " + variant.id() + " can do, such as samples",
                    kind.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static boolean byClass(Variant variant) {
        return Knowledge.refusal(variant.knows(), Known.LABEL).isEmpty();
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

    static Sampler sampler(Optional<String> id, Variant variant) {
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
