package org.genera.worker.training;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.genera.run.home.RunDirectory;
import org.genera.run.journal.Journal;
import org.genera.run.journal.JournalEvent;
import org.genera.spi.Metric;

/**
 * What earlier segments of the run have left in the journal and still holds, so that a resumed run does nothing twice.
 *
 * @param segments how many times a worker has started
 * @param doneAt what was done at each step: ids of sample sets, names of profiles, evaluations, checkpoints
 * @param seconds by metric, what each evaluation told of the time up to its step
 * @param stagesEnded the last step of each stage that has ended, by its id, wherever the run goes on from
 */
public record History(
        int segments,
        TreeMap<Long, Set<String>> doneAt,
        TreeMap<Long, Map<String, Double>> seconds,
        Map<String, Long> stagesEnded) {
    private static final String EVALUATED = "evaluated";
    private static final String PROFILED = "profile ";
    private static final String CHECKPOINTED = "checkpointed";
    private static final String PAUSED = "paused ";

    public static History of(RunDirectory run) {
        int segments = 0;
        TreeMap<Long, Set<String>> done = new TreeMap<>();
        TreeMap<Long, Map<String, Double>> seconds = new TreeMap<>();
        Map<String, Long> stages = new HashMap<>();
        long offset = 0;
        while (true) {
            Journal.Chunk chunk = Journal.read(run.journal(), offset, 1 << 20);
            if (chunk.nextOffset() == offset) {
                return new History(segments, done, seconds, stages);
            }
            offset = chunk.nextOffset();
            for (JournalEvent event : chunk.events()) {
                if (event instanceof JournalEvent.Started started) {
                    segments++;
                    done.tailMap(started.fromStep(), false).clear();
                    seconds.tailMap(started.fromStep(), false).clear();
                } else if (event instanceof JournalEvent.StageEnded ended) {
                    stages.put(ended.stage(), ended.step());
                } else {
                    note(done, event);
                    noteSeconds(seconds, event);
                }
            }
        }
    }

    private static void note(Map<Long, Set<String>> done, JournalEvent event) {
        if (event instanceof JournalEvent.Sampled sampled) {
            at(done, sampled.set().step()).add(sampled.set().id());
        } else if (event instanceof JournalEvent.Evaluated evaluated) {
            at(done, evaluated.step()).add(EVALUATED);
        } else if (event instanceof JournalEvent.Profiled profiled) {
            at(done, profiled.step()).add(PROFILED + profiled.profile().name());
        } else if (event instanceof JournalEvent.Checkpointed checkpointed) {
            at(done, checkpointed.step()).add(CHECKPOINTED);
        } else if (event instanceof JournalEvent.Paused paused) {
            at(done, paused.step()).add(PAUSED + paused.rung());
        }
    }

    private static void noteSeconds(TreeMap<Long, Map<String, Double>> seconds, JournalEvent event) {
        if (event instanceof JournalEvent.Evaluated evaluated) {
            evaluated.measurements().stream()
                    .filter(each -> each.metric().unit().equals("s"))
                    .forEach(each -> seconds.computeIfAbsent(evaluated.step(), any -> new HashMap<>())
                            .put(each.metric().name(), each.value()));
        }
    }

    private static Set<String> at(Map<Long, Set<String>> done, long step) {
        return done.computeIfAbsent(step, any -> new HashSet<>());
    }

    /** What still holds when a run goes on from a step. */
    public History upTo(long step) {
        return new History(
                segments,
                new TreeMap<>(doneAt.headMap(step, true)),
                new TreeMap<>(seconds.headMap(step, true)),
                stagesEnded);
    }

    /** What the last evaluation told of a time that adds up, 0 where there was none. */
    public double seconds(Metric metric) {
        return seconds.isEmpty() ? 0 : seconds.lastEntry().getValue().getOrDefault(metric.name(), 0.0);
    }

    boolean sampled(String setId, long step) {
        return doneAt.getOrDefault(step, Set.of()).contains(setId);
    }

    boolean evaluated(long step) {
        return doneAt.getOrDefault(step, Set.of()).contains(EVALUATED);
    }

    boolean profiled(String profile, long step) {
        return doneAt.getOrDefault(step, Set.of()).contains(PROFILED + profile);
    }

    /** Whether the run has waited at this rung. */
    boolean paused(int rung) {
        return doneAt.values().stream().anyMatch(done -> done.contains(PAUSED + rung));
    }

    boolean checkpointed(long step) {
        return doneAt.getOrDefault(step, Set.of()).contains(CHECKPOINTED);
    }
}
