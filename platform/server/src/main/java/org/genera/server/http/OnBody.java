package org.genera.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.genera.server.launch.RunChoice;

/** The runs to build on as a request spells them: {@code "on": {"codes": {"run": "abc", "step": 400}}}. */
final class OnBody {
    private static final int ID_LENGTH = 64;
    private static final long STEP_AT_MOST = 1L << 53;

    private OnBody() {}

    static Map<String, RunChoice> read(Fields body) {
        Map<String, RunChoice> on = new LinkedHashMap<>();
        body.objectsByName("on").forEach((role, choice) -> {
            choice.allowOnly("run", "step");
            on.put(
                    role,
                    new RunChoice(
                            choice.text("run", ID_LENGTH),
                            choice.has("step")
                                    ? OptionalLong.of(choice.integer("step", 0, STEP_AT_MOST))
                                    : OptionalLong.empty()));
        });
        return on;
    }
}
