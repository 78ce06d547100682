package org.genera.run.journal;

import java.util.List;
import org.genera.run.Json;
import org.genera.spi.Metric;
import org.genera.spi.Profiles.Profile;

/**
 * How much an event of a journal may say, so that all who read it can keep it: the worker writes no more, and the
 * database's columns are as wide.
 */
public final class JournalLimits {
    /** A longer line is no event. */
    public static final int LINE_BYTES = 16 << 20;

    public static final int NAME = 200;
    public static final int TITLE = 1_000;
    public static final int UNIT = 200;
    public static final int DETAIL = 10_000;
    public static final int PHASE = 1_000;
    /** Of what is said to people, such as why a run failed. */
    public static final int MESSAGE = 10_000;
    /** Of what is kept as JSON text. */
    public static final int JSON = 1_000_000;
    /** That the steps of one run report. */
    public static final int METRICS = 500;

    public static final int PROFILE_NUMBERS = 20_000;

    private JournalLimits() {}

    /**
     * The event as it may be written: messages for people are cut, which they then say.
     *
     * @throws IllegalArgumentException if anything else is more than can be kept, in words for people
     */
    static JournalEvent fitting(JournalEvent event) {
        if (event instanceof JournalEvent.Failed failed) {
            return new JournalEvent.Failed(failed.seq(), failed.at(), failed.step(), message(failed.reason()));
        }
        if (event instanceof JournalEvent.DrawFailed failed) {
            return new JournalEvent.DrawFailed(failed.seq(), failed.at(), failed.request(), message(failed.reason()));
        }
        if (event instanceof JournalEvent.EvaluationFailed failed) {
            return new JournalEvent.EvaluationFailed(
                    failed.seq(), failed.at(), failed.request(), message(failed.reason()));
        }
        if (event instanceof JournalEvent.Noticed noticed) {
            return new JournalEvent.Noticed(noticed.seq(), noticed.at(), message(noticed.text()));
        }
        require(event);
        return event;
    }

    private static void require(JournalEvent event) {
        if (event instanceof JournalEvent.Started started) {
            metrics(started.metrics());
        } else if (event instanceof JournalEvent.Phase phase) {
            text("phase", phase.phase(), PHASE);
        } else if (event instanceof JournalEvent.StageEnded ended) {
            text("stage", ended.stage(), NAME);
            text("title of a stage", ended.title(), TITLE);
        } else if (event instanceof JournalEvent.Points points) {
            requireAtMost("metrics of a step", points.series().size(), METRICS);
            points.series().forEach(series -> metricName(series.metric()));
        } else if (event instanceof JournalEvent.Evaluated evaluated) {
            measurements(evaluated.measurements());
        } else if (event instanceof JournalEvent.Profiled profiled) {
            profile(profiled.profile());
        } else if (event instanceof JournalEvent.Sampled sampled) {
            sampleSet(sampled.set());
        } else if (event instanceof JournalEvent.Drawn drawn) {
            sampleSet(drawn.set());
        } else if (event instanceof JournalEvent.EvaluatedAgain evaluated) {
            measurements(evaluated.measurements());
            evaluated.sets().forEach(JournalLimits::sampleSet);
        }
    }

    /**
     * Those that the steps of a variant report.
     *
     * @throws IllegalArgumentException if they are more, or say more, than can be kept
     */
    public static void metrics(List<Metric> metrics) {
        requireAtMost("metrics of a variant", metrics.size(), METRICS);
        metrics.forEach(JournalLimits::metric);
    }

    private static void metric(Metric metric) {
        metricName(metric.name());
        text("title of the metric " + metric.name(), metric.title(), TITLE);
        text("unit of the metric " + metric.name(), metric.unit(), UNIT);
    }

    private static void metricName(String name) {
        // Refuses what is no name.
        Metric named = new Metric(name, "", "", Metric.Direction.NEITHER);
        text("metric name", named.name(), NAME);
    }

    private static void measurements(List<JournalEvent.Measurement> measurements) {
        for (JournalEvent.Measurement each : measurements) {
            metric(each.metric());
            text("detail of " + each.metric().name(), each.detail(), DETAIL);
        }
    }

    /** @throws IllegalArgumentException if it says more than can be kept */
    public static void profile(Profile profile) {
        text("profile name", profile.name(), NAME);
        text("title of the profile " + profile.name(), profile.title(), TITLE);
        text("axis of the profile " + profile.name(), profile.axis(), TITLE);
        text("axis of the rows of the profile " + profile.name(), profile.rowAxis(), TITLE);
        text("unit of the profile " + profile.name(), profile.unit(), UNIT);
        requireAtMost("numbers in the profile " + profile.name(), profile.values().length, PROFILE_NUMBERS);
    }

    private static void sampleSet(SampleSet set) {
        text("description of the sample set " + set.id(), Json.write(set), JSON);
    }

    /** @throws IllegalArgumentException if the text is longer than can be kept, or holds the character NUL */
    public static void text(String what, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException("expected the " + what + " to have at most " + most + " characters, got "
                    + text.length() + ", beginning with \"" + text.substring(0, 40) + "\"");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "expected the " + what + " to be readable text, got the character NUL in it");
        }
    }

    private static void requireAtMost(String what, int found, int most) {
        if (found > most) {
            throw new IllegalArgumentException("expected at most " + most + " " + what + ", got " + found);
        }
    }

    /** A message for people, of which the middle is left out where it is longer than can be kept. */
    public static String message(String text) {
        String readable = text.replace('\0', '\uFFFD');
        if (readable.length() <= MESSAGE) {
            return readable;
        }
        int half = MESSAGE / 2 - 100;
        return readable.substring(0, half) + "\n… " + (readable.length() - 2 * half) + " characters are left out …\n"
                + readable.substring(readable.length() - half);
    }
}
