package org.genera.server.http.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.genera.db.runs.RunRow;
import org.genera.run.request.RunInDraw;
import org.genera.run.spec.PinnedRun;
import org.genera.server.launch.RunChoice;
import org.genera.server.launch.RunsToBuildOn;
import org.genera.spi.InvalidValueException;
import org.genera.spi.Sampler;

/** The runs to build on as a request spells them: {@code "on": {"codes": {"run": "abc", "step": 400}}}. */
public final class OnBody {
    private static final int ID_LENGTH = 64;
    private static final int NUMBER_AT_MOST = 1_000_000;
    private static final int TEXT_LENGTH = 10_000;
    private static final List<String> TARGETS = List.of("label", "text", "example");

    private OnBody() {}

    public static Map<String, RunChoice> read(Fields body) {
        Map<String, RunChoice> on = new LinkedHashMap<>();
        body.objectsByName("on").forEach((role, choice) -> {
            choice.allowOnly("run", "step");
            on.put(role, choice(choice));
        });
        return on;
    }

    /** A run, and the step of one of its checkpoints where it is not the last. */
    static RunChoice choice(Fields choice) {
        return new RunChoice(choice.text("run", ID_LENGTH), choice.step());
    }

    /**
     * The runs that lead a draw: {@code "on": {"guide": {"run": "abc", "step": 400, "label": 3, "weight": 2}}}, or with a
     * {@code text} or the number of a test {@code example} in place of the label.
     *
     * @param row of the run that is drawn from
     */
    static Map<String, RunInDraw> leading(Fields body, Sampler sampler, RunRow row, RunsToBuildOn others) {
        Map<String, RunChoice> choices = new LinkedHashMap<>();
        Map<String, Fields> fields = body.objectsByName("on");
        fields.forEach((role, choice) -> {
            choice.allowOnly("run", "step", "label", "text", "example", "weight");
            RunChoice chosen = choice(choice);
            choices.put(role, chosen);
            if (chosen.run().equals(row.spec().runId())) {
                throw new InvalidValueException("on." + role, "another run than the one that is drawn from", "itself");
            }
        });
        Map<String, RunInDraw> leading = new LinkedHashMap<>();
        Map<String, PinnedRun> pins = others.pins(
                "on", sampler.buildsOn(), choices, row.spec().setup().data());
        fields.forEach((role, choice) -> {
            PinnedRun pin = pins.get(role);
            if (pin != null) {
                leading.put(role, leads("on." + role, choice, pin));
            }
        });
        return leading;
    }

    private static RunInDraw leads(String field, Fields choice, PinnedRun pin) {
        List<String> targets = TARGETS.stream().filter(choice::has).toList();
        if (targets.size() != 1) {
            throw new InvalidValueException(
                    field,
                    "one of label, text and example, which it leads to",
                    targets.isEmpty() ? "none of them" : String.join(" and ", targets));
        }
        return new RunInDraw(
                pin,
                number(choice, "label"),
                choice.has("text") ? choice.text("text", TEXT_LENGTH) : "",
                number(choice, "example"),
                choice.has("weight") ? choice.number("weight") : 1);
    }

    private static OptionalInt number(Fields choice, String name) {
        return choice.has(name) ? OptionalInt.of((int) choice.integer(name, 0, NUMBER_AT_MOST)) : OptionalInt.empty();
    }
}
