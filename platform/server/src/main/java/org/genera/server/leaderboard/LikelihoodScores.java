package org.genera.server.leaderboard;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.genera.db.runs.RunRow;
import org.genera.db.series.MetricSummary;
import org.genera.run.home.Home;
import org.genera.run.home.LikelihoodFile;
import org.genera.run.spec.RunSpec;

/**
 * What finished runs scored each test example, from the files beside their journals; those asked for last are kept in
 * memory. Thread-safe.
 */
public final class LikelihoodScores implements PerExample {
    private static final String NATS = "nll";
    private static final String BITS = "bitsPerDim";

    /** 16 MiB. */
    private static final long NUMBERS_AT_MOST = 2L << 20;

    private final Home home;
    private final Map<String, Scores> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long numbers;

    public LikelihoodScores(Home home) {
        this.home = home;
    }

    /** Of likelihoods in nats, and of the bits that they are in other units; elements of sequences are not examples. */
    @Override
    public Optional<Scores> of(RunRow run, String key) {
        Optional<MetricSummary> summary =
                Measures.of(run, key).filter(found -> found.origin().exactness() != null);
        if (summary.isEmpty()) {
            return Optional.empty();
        }
        String name = summary.get().metric().name();
        if (!name.startsWith(BITS)) {
            return scores(run, name, summary.get());
        }
        String nats = NATS + name.substring(BITS.length());
        Optional<MetricSummary> measured = run.metrics().stream()
                .filter(each -> each.metric().name().equals(nats))
                .findFirst();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        // Errors are not shifted as values are, so that their ratio is the unit.
        Double inBits = summary.get().origin().context().examplesError();
        Double inNats = measured.get().origin().context().examplesError();
        return inBits == null || inNats == null
                ? Optional.empty()
                : scores(run, nats, measured.get()).map(found -> times(found, inBits / inNats));
    }

    private static Scores times(Scores scores, double unit) {
        return new Scores(
                scores.examples(),
                Arrays.stream(scores.values()).map(each -> unit * each).toArray());
    }

    private Optional<Scores> scores(RunRow run, String metric, MetricSummary summary) {
        String id =
                run.spec().runId() + " " + metric + " " + summary.statistics().lastStep();
        synchronized (kept) {
            Scores known = kept.get(id);
            if (known != null) {
                return Optional.of(known);
            }
        }
        RunSpec spec = run.spec();
        Optional<Scores> found = new LikelihoodFile(
                        home.run(spec.experimentId(), spec.runId()).likelihoods(), metric)
                .read()
                // What an earlier end of the run left there says nothing of the value of now.
                .filter(each ->
                        each.description().step() == summary.statistics().lastStep())
                .map(each -> new Scores(each.description().examples(), negative(each.values())));
        found.ifPresent(scores -> keep(id, scores));
        return found;
    }

    private static double[] negative(double[] logLikelihoods) {
        return Arrays.stream(logLikelihoods).map(each -> -each).toArray();
    }

    private void keep(String id, Scores scores) {
        synchronized (kept) {
            if (kept.put(id, scores) == null) {
                numbers += scores.values().length;
            }
            var oldest = kept.values().iterator();
            while (numbers > NUMBERS_AT_MOST && oldest.hasNext()) {
                numbers -= oldest.next().values().length;
                oldest.remove();
            }
        }
    }
}
