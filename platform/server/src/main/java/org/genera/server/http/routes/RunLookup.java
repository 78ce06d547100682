package org.genera.server.http.routes;

import io.vertx.ext.web.RoutingContext;
import org.genera.db.runs.RunRow;
import org.genera.db.runs.Runs;
import org.genera.run.home.Home;
import org.genera.run.home.RunDirectory;
import org.genera.server.http.problem.Problem;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.plugins.PluginCatalogue;
import org.genera.spi.Variant;

/** The run that a path names, and where it leads: to its directory and to the variant that it trained. */
public final class RunLookup {
    private final Runs runs;
    private final Home home;
    private final PluginCatalogue plugins;

    public RunLookup(Runs runs, Home home, PluginCatalogue plugins) {
        this.runs = runs;
        this.home = home;
        this.plugins = plugins;
    }

    /** The run that the path names. */
    RunRow row(RoutingContext context) {
        String id = context.pathParam("run");
        return runs.find(id).orElseThrow(() -> ProblemException.notFound("run", id));
    }

    /** With the summaries of its metrics. */
    RunRow withMetrics(String id) {
        return runs.findWithMetrics(id).orElseThrow(() -> ProblemException.notFound("run", id));
    }

    RunDirectory directory(RunRow row) {
        return home.run(row.spec().experimentId(), row.spec().runId());
    }

    /** The variant that the run trained; its plugin may be gone. */
    Variant variant(RunRow row) {
        String family = row.spec().family();
        return plugins.variant(family, row.spec().variant())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        409,
                        "expected a plugin that brings the variant "
                                + row.spec().variant() + " of the family " + family
                                + ", got none; the run was made by "
                                + row.spec().provenance().plugin() + " "
                                + row.spec().provenance().pluginVersion()
                                + ": put its jar back into the folder plugins of the home folder")));
    }
}
