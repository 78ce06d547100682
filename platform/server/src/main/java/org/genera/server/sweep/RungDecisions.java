package org.genera.server.sweep;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.genera.run.Json;

/**
 * What has been decided in a sweep, as its file says.
 *
 * @param given in the order of rungs
 * @param damage why there may be more that cannot be read; empty where the file is whole, or not there
 */
record RungDecisions(List<RungDecision> given, String damage) {

    /** Those that can be read: of a damaged file the ones in front of the damage. */
    static RungDecisions read(Path file) {
        List<RungDecision> given = new ArrayList<>();
        if (!Files.exists(file)) {
            return new RungDecisions(given, "");
        }
        try (JsonParser parser = Json.mapper().createParser(file.toFile())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return new RungDecisions(given, file + ": expected a list of decisions");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                RungDecision decision = parser.readValueAs(RungDecision.class);
                if (decision.rung() != given.size() + 1) {
                    return new RungDecisions(
                            List.copyOf(given),
                            file + ": expected the decision of rung " + (given.size() + 1) + ", found that of rung "
                                    + decision.rung());
                }
                given.add(decision);
            }
            boolean whole = parser.currentToken() == JsonToken.END_ARRAY;
            return new RungDecisions(
                    List.copyOf(given), whole ? "" : file + ": expected a decision, found something else");
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return new RungDecisions(List.copyOf(given), file + ": " + message);
        }
    }

    /** Writes one more; a damaged file is kept beside it. */
    static void write(Path file, List<RungDecision> all, boolean damaged) {
        if (damaged) {
            try {
                Files.copy(
                        file,
                        file.resolveSibling(file.getFileName() + ".damaged"),
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep a copy of " + file + ": " + e.getMessage(), e);
            }
        }
        Json.writeFile(file, all);
    }
}
