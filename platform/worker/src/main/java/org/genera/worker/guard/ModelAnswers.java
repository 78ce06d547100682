package org.genera.worker.guard;

import static org.genera.worker.guard.Expected.finite;
import static org.genera.worker.guard.Expected.length;
import static org.genera.worker.guard.Expected.notNaN;
import static org.genera.worker.guard.Expected.text;
import static org.genera.worker.guard.Expected.wrong;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.genera.run.journal.JournalLimits;
import org.genera.spi.Capability;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Half;
import org.genera.spi.Likelihood.LogLikelihoods;
import org.genera.spi.Likelihood.Method;
import org.genera.spi.Metric;
import org.genera.spi.Profiles.Profile;
import org.genera.spi.SampleRequest;
import org.genera.spi.Sampler;
import org.genera.spi.Samples;
import org.genera.spi.Stage;
import org.genera.spi.StepReport;
import org.genera.spi.Trajectory;
import org.genera.spi.Variant;

/**
 * What the answers of a variant's models must be, each method for one of them.
 *
 * @see ModelGuard
 */
public final class ModelAnswers {
    private static final int PROFILES = 100;

    private final Variant variant;
    private final DataSpec data;
    private final Map<String, Set<String>> metricsOfStage;

    ModelAnswers(Variant variant, DataSpec data) {
        this.variant = variant;
        this.data = data;
        this.metricsOfStage = variant.stages().stream()
                .collect(Collectors.toMap(
                        Stage::id,
                        stage -> stage.metrics().stream().map(Metric::name).collect(Collectors.toSet())));
    }

    /** Numbers that are not finite are told with their step by whoever trains. */
    void step(Stage stage, Object answer) {
        Set<String> metrics = metricsOfStage.getOrDefault(stage.id(), Set.of());
        Map<?, ?> reported = ((StepReport) answer).metrics();
        if (reported == null) {
            throw wrong("trainStep", "metrics", "none at all");
        }
        for (Map.Entry<?, ?> metric : reported.entrySet()) {
            if (!metrics.contains(String.valueOf(metric.getKey()))) {
                throw wrong(
                        "trainStep",
                        "metrics that the variant declares for the stage " + stage.id() + ", " + metrics,
                        "\"" + metric.getKey() + "\"");
            }
            if (metric.getValue() == null) {
                throw wrong("trainStep", "a number for " + metric.getKey(), "null");
            }
        }
    }

    void samples(String method, Object answer, int count) {
        Samples samples = (Samples) answer;
        if (!data.shape().equals(samples.shape())) {
            throw wrong(method, "examples of the shape " + data.shape(), "the shape " + samples.shape());
        }
        if (samples.count() != count) {
            throw wrong(method, count + " examples", String.valueOf(samples.count()));
        }
        if (samples.shape() instanceof DataShape.Pair) {
            for (Half half : Half.values()) {
                values(method, samples.half(half));
            }
        } else {
            values(method, samples);
        }
    }

    private static void values(String method, Samples samples) {
        if (samples.shape() instanceof DataShape.Sequence sequence) {
            for (int i = 0; i < samples.count(); i++) {
                int from = i * sequence.size();
                elements(method, samples.values(), from, from + samples.lengths()[i] * sequence.width(), sequence);
            }
        } else {
            finite(method, samples.values());
        }
    }

    private static void elements(String method, float[] values, int from, int to, DataShape.Sequence sequence) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(values[i])) {
                throw wrong(method, "finite numbers", values[i] + " in sequence " + i / sequence.size());
            }
            if (sequence.discrete()
                    && (values[i] < 0 || values[i] >= sequence.symbols() || values[i] != Math.rint(values[i]))) {
                throw wrong(
                        method,
                        "symbols from 0 to " + (sequence.symbols() - 1),
                        values[i] + " in sequence " + i / sequence.size());
            }
        }
    }

    void methods(List<?> answer) {
        Set<String> ids = new HashSet<>();
        for (Object each : answer) {
            if (!(each instanceof Method method)
                    || method.id() == null
                    || method.exactness() == null
                    || method.measure() == null) {
                throw wrong(
                        "likelihoodMethods",
                        "methods with an id, an exactness and a reference measure",
                        String.valueOf(each));
            }
            if (!ids.add(method.id()) || !method.id().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
                throw wrong(
                        "likelihoodMethods",
                        "different ids of lower-case words joined by dashes",
                        "\"" + method.id() + "\"");
            }
            if (!variant.capabilities().contains(Capability.of(method.exactness()))) {
                throw wrong(
                        "likelihoodMethods",
                        "methods of the exactness that the variant declares, " + variant.capabilities(),
                        method.id() + ", which is " + method.exactness());
            }
            text("likelihoodMethods", method.how(), JournalLimits.UNIT * 5);
        }
    }

    /** Minus infinity is what an impossible example has. */
    void logLikelihoods(String method, LogLikelihoods answer, int count) {
        String name = "logLikelihood by " + method;
        length(name, answer.values().length, count);
        for (double each : answer.values()) {
            if (Double.isNaN(each) || each == Double.POSITIVE_INFINITY) {
                throw wrong(name, "numbers below infinity", String.valueOf(each));
            }
        }
        for (double each : answer.standardErrors()) {
            if (!(each >= 0)) {
                throw wrong(name, "standard errors of 0 or more", String.valueOf(each));
            }
        }
    }

    void frames(List<?> answer, int count, int most) {
        if (answer.size() < 2 || answer.size() > most) {
            throw wrong("trajectory", "2 to " + most + " frames", String.valueOf(answer.size()));
        }
        for (Object each : answer) {
            if (!(each instanceof Trajectory.Frame frame) || frame.samples() == null) {
                throw wrong("trajectory", "frames with samples", String.valueOf(each));
            }
            text("trajectory", frame.label(), JournalLimits.UNIT);
            samples("trajectory", frame.samples(), count);
        }
        times(answer.stream()
                .mapToDouble(each -> ((Trajectory.Frame) each).time())
                .toArray());
    }

    private static void times(double[] times) {
        boolean rising = times[0] == 0 && times[times.length - 1] == 1;
        for (int i = 1; i < times.length; i++) {
            rising &= times[i] > times[i - 1];
        }
        if (!rising) {
            throw wrong(
                    "trajectory",
                    "times that rise from 0, where sampling starts, to 1 at the sample",
                    Arrays.toString(times));
        }
    }

    void posteriors(double[] answer, int count) {
        length("logPosterior", answer.length, count * data.classes());
        notNaN("logPosterior", answer);
    }

    /** At least one kind of knowledge, none of them more than the variant promises. */
    void knows(List<?> answer) {
        if (answer.isEmpty() || !variant.knows().containsAll(answer)) {
            throw wrong("knows", "what the variant declares, some of " + variant.knows(), String.valueOf(answer));
        }
    }

    /** Samples, in which what was known has not changed. */
    void drawn(SampleRequest request, Object answer) {
        String method = "sample by " + request.sampler();
        samples(method, answer, request.count());
        if (request.known().values().length > 0) {
            float[] drawn = ((Samples) answer).values();
            float[] given = request.given().orElseThrow().examples().values();
            for (int i = 0; i < drawn.length; i++) {
                if (request.knows(i) && drawn[i] != given[i]) {
                    throw wrong(
                            method, "known values as they were given, such as " + given[i], String.valueOf(drawn[i]));
                }
            }
        }
    }

    void critique(double[] answer, int count) {
        length("criticScores", answer.length, count);
        notNaN("criticScores", answer);
    }

    void sampler(String answer) {
        List<String> ids = variant.samplers().stream().map(Sampler::id).toList();
        if (!ids.contains(answer)) {
            throw wrong("usualSampler", "one of " + ids, "\"" + answer + "\"");
        }
    }

    void profiles(List<?> answer) {
        if (answer.size() > PROFILES) {
            throw wrong("profiles", "at most " + PROFILES + " profiles", String.valueOf(answer.size()));
        }
        for (Object each : answer) {
            if (!(each instanceof Profile profile) || profile.values() == null) {
                throw wrong("profiles", "profiles with numbers", String.valueOf(each));
            }
            text("profiles", profile.title(), JournalLimits.TITLE);
            text("profiles", profile.axis(), JournalLimits.TITLE);
            text("profiles", profile.rowAxis(), JournalLimits.TITLE);
            text("profiles", profile.unit(), JournalLimits.UNIT);
            JournalLimits.profile(profile);
        }
    }
}
