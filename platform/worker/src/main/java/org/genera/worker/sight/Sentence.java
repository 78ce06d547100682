package org.genera.worker.sight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.genera.run.sight.Answer;
import org.genera.run.sight.Answer.Course;
import org.genera.run.sight.Damage;
import org.genera.spi.Metric;

/** What a measure sees, is blind to and takes for an improvement, in a sentence or a few. */
final class Sentence {
    private Sentence() {}

    static String of(Metric metric, List<Answer> answers, Map<String, Damage> damages) {
        List<String> blind = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        List<String> fooled = new ArrayList<>();
        List<String> unsteady = new ArrayList<>();
        for (Answer answer : answers) {
            Damage damage = damages.get(answer.damage());
            if (damage == null) {
                continue;
            }
            String name = damage.title().toLowerCase(Locale.ROOT);
            if (answer.course() == Course.BLIND) {
                blind.add(name);
            } else if (answer.course() == Course.UNSTEADY) {
                unsteady.add(name);
            } else if (isBetter(metric, answer.course())) {
                fooled.add(name);
            } else {
                seen.add(name
                        + (answer.seenFrom() == null
                                ? ""
                                : " from " + number(answer.seenFrom()) + " " + damage.unit()));
            }
        }
        List<String> sentences = new ArrayList<>();
        tell(sentences, "Blind to ", blind, ".");
        tell(sentences, "Takes ", fooled, " for an improvement.");
        tell(sentences, "Not steady over ", unsteady, ": more of it need not score worse.");
        tell(sentences, "Sees ", seen, ".");
        return String.join(" ", sentences);
    }

    private static boolean isBetter(Metric metric, Course course) {
        return switch (metric.direction()) {
            case LOWER -> course == Course.FALLS;
            case HIGHER -> course == Course.RISES;
            case NEITHER -> false;
        };
    }

    private static void tell(List<String> sentences, String before, List<String> names, String after) {
        if (!names.isEmpty()) {
            sentences.add(before + listed(names) + after);
        }
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
