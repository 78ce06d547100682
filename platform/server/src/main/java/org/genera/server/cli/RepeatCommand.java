package org.genera.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code genera repeat}. */
@Command(
        name = "repeat",
        description =
                "Runs a run again, with the same specification and seed, and says whether the numbers came out the"
                        + " same: exit code 0 if they did, 3 if not.",
        mixinStandardHelpOptions = true)
final class RepeatCommand implements Callable<Integer> {
    private static final int DIFFERENT = 3;
    private static final long LOOK_MILLIS = 300;

    @Mixin
    private Output output = new Output();

    @Mixin
    private ServerChoice server = new ServerChoice();

    @Parameters(paramLabel = "RUN", description = "Its id, as the address of its page ends.")
    private String run = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        return server.ask(api -> {
            PrintWriter out = output.out();
            JsonNode again = api.post("/runs/" + PathPart.of(run) + "/repeat", List.of());
            String id = again.path("id").asText();
            out.println("Run " + id + " repeats run " + run + ": "
                    + again.path("family").asText() + " "
                    + again.path("variant").asText() + ", seed "
                    + again.path("seed").asText());
            out.flush();
            String state = "";
            while (!List.of("finished", "failed", "crashed", "cancelled").contains(state)) {
                Thread.sleep(LOOK_MILLIS);
                state = api.get("/runs/" + id).path("state").path("name").asText();
            }
            return tell(out, api.get("/runs/" + run + "/comparison/" + id));
        });
    }

    private static int tell(PrintWriter out, JsonNode comparison) {
        out.println(comparison.path("sentence").asText());
        comparison.path("context").forEach(each -> out.println("Not alike: " + each.asText()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("METRIC", "FIRST", "AGAIN", "DIFFERENCE"));
        for (JsonNode metric : comparison.path("metrics")) {
            if (!metric.path("same").asBoolean()) {
                rows.add(List.of(
                        metric.path("title").asText(),
                        metric.path("value").asText(),
                        metric.path("otherValue").asText(),
                        metric.path("difference").asText()));
            }
        }
        if (rows.size() > 1) {
            new TextTable(rows, List.of(1, 2, 3)).print(out);
        }
        out.flush();
        return comparison.path("same").asBoolean() ? 0 : DIFFERENT;
    }
}
