package org.genera.run.plugins;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.genera.run.Json;
import org.genera.spi.Hyperparameter;
import org.genera.spi.Variant;

/**
 * What one plugin jar says of itself, whether it could be opened or not.
 *
 * @param id from its manifest; empty where the manifest cannot be read
 * @param version from its manifest; empty where the manifest cannot be read
 * @param phase the last thing that was tried: {@code read}, {@code validate}, {@code load}, {@code start}, {@code
 *     families} or, for a good one, {@code ready}
 * @param reason why it is left out, in a sentence for people; empty if it is not
 * @param families that it brings
 */
public record JarReport(String id, String version, String phase, String reason, List<DescribedFamily> families) {
    private static final String READY = "ready";
    private static final int REASON_CHARACTERS = 1_000;
    private static final JsonMapper MAPPER = Json.mapper()
            .rebuild()
            .addMixIn(Hyperparameter.class, Kind.class)
            .addMixIn(Variant.class, WithoutModel.class)
            .build();

    public JarReport {
        families = List.copyOf(families);
        reason = reason.length() <= REASON_CHARACTERS ? reason : reason.substring(0, REASON_CHARACTERS) + " …";
    }

    /** Hyperparameters tell their kind where they are kept as text. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Hyperparameter.IntegerValue.class, name = "integer"),
        @JsonSubTypes.Type(value = Hyperparameter.RealValue.class, name = "real"),
        @JsonSubTypes.Type(value = Hyperparameter.ChoiceValue.class, name = "choice"),
        @JsonSubTypes.Type(value = Hyperparameter.FlagValue.class, name = "flag"),
        @JsonSubTypes.Type(value = Hyperparameter.IntegersValue.class, name = "integers")
    })
    private interface Kind {}

    /** What builds a model is code. */
    @JsonIgnoreProperties("model")
    private interface WithoutModel {}

    static JarReport ready(PluginJar.Label label, List<DescribedFamily> families) {
        return new JarReport(label.id(), label.version(), READY, "", families);
    }

    public static JarReport refused(String id, String version, String phase, String reason) {
        return new JarReport(id, version, phase, reason, List.of());
    }

    /** The jar was left out for this reason. */
    public JarReport because(String why) {
        return refused(id, version, phase, why);
    }

    /** Whether its families can be offered. */
    public boolean ready() {
        return phase.equals(READY);
    }

    public String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it cannot be written down: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws JsonProcessingException if the text is none of a report, or its families contradict themselves */
    public static JarReport ofJson(String json) throws JsonProcessingException {
        return MAPPER.readValue(json, JarReport.class);
    }
}
