package org.genera.run.sight;

import java.util.List;

/**
 * One way to damage real examples, by rising strengths.
 *
 * @param name one word, such as {@code blur}
 * @param title as a chart shows it, such as {@code Missing classes}
 * @param unit of the strengths, such as {@code px}
 * @param summary what is done, in a sentence
 * @param strengths above 0, rising
 */
public record Damage(String name, String title, String unit, String summary, List<Double> strengths) {

    public Damage {
        if (!name.matches("[a-z]{1,30}")) {
            throw new IllegalArgumentException(
                    "expected a damage named by one word of lower-case letters, got " + name);
        }
        for (int i = 0; i < strengths.size(); i++) {
            if (!(strengths.get(i) > (i == 0 ? 0 : strengths.get(i - 1)))) {
                throw new IllegalArgumentException("expected strengths that rise from above 0, got " + strengths);
            }
        }
        strengths = List.copyOf(strengths);
    }
}
