package org.genera.server.launch;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.genera.run.spec.SweepSpec;
import org.genera.spi.Hyperparameter;
import org.genera.spi.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from one to another, both included. Real ones are rounded to six significant digits: nobody wants to read or
 * repeat more.
 *
 * @param name of the hyperparameter
 * @param whole whether they are integers
 * @param logarithmic whether equal factors, and not equal differences, count alike
 * @param count how many a grid takes, where it is said
 */
record NumberRange(String name, boolean whole, double from, double to, boolean logarithmic, OptionalInt count)
        implements Choices {
    private static final MathContext DIGITS = new MathContext(6);
    private static final List<String> FIELDS = List.of("from", "to", "scale", "count");

    static NumberRange of(Hyperparameter<?> hyperparameter, Map<?, ?> given) {
        String name = hyperparameter.name();
        for (Object field : given.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new InvalidValueException(
                        name, "a range of " + String.join(", ", FIELDS), "the unknown field \"" + field + "\"");
            }
        }
        double from = end(hyperparameter, "from", given.get("from"));
        double to = end(hyperparameter, "to", given.get("to"));
        if (!(from < to)) {
            throw new InvalidValueException(name + ".to", "a number above from, which is " + from, "" + to);
        }
        boolean logarithmic = logarithmic(name, given.get("scale"));
        if (logarithmic && from <= 0) {
            throw new InvalidValueException(name + ".from", "a number above 0 on a logarithmic scale", "" + from);
        }
        boolean whole = hyperparameter instanceof Hyperparameter.IntegerValue;
        return new NumberRange(name, whole, from, to, logarithmic, count(name, given.get("count")));
    }

    private static double end(Hyperparameter<?> hyperparameter, String field, @Nullable Object given) {
        String name = hyperparameter.name() + "." + field;
        if (!(given instanceof Number)) {
            throw new InvalidValueException(
                    name, hyperparameter.expectation(), given == null ? "nothing" : String.valueOf(given));
        }
        try {
            return ((Number) hyperparameter.accept(given)).doubleValue();
        } catch (InvalidValueException e) {
            throw new InvalidValueException(name, e.expected(), e.found());
        }
    }

    private static boolean logarithmic(String name, @Nullable Object given) {
        if (given == null || given.equals("linear")) {
            return false;
        }
        if (given.equals("log")) {
            return true;
        }
        throw new InvalidValueException(name + ".scale", "linear or log", String.valueOf(given));
    }

    private static OptionalInt count(String name, @Nullable Object given) {
        if (given == null) {
            return OptionalInt.empty();
        }
        if (given instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.doubleValue() >= 2
                && number.doubleValue() <= SweepSpec.Search.COUNT_AT_MOST) {
            return OptionalInt.of(number.intValue());
        }
        throw new InvalidValueException(
                name + ".count", "an integer from 2 to " + SweepSpec.Search.COUNT_AT_MOST, String.valueOf(given));
    }

    /** So many values at equal distances, the ends among them; of integers each once, so perhaps fewer. */
    @Override
    public List<Object> spread() {
        int values = count.orElseThrow(() -> new InvalidValueException(
                name + ".count", "an integer from 2 to " + SweepSpec.Search.COUNT_AT_MOST, "nothing"));
        Set<Object> distinct = new LinkedHashSet<>();
        for (int i = 0; i < values; i++) {
            distinct.add(value(at((double) i / (values - 1))));
        }
        return List.copyOf(distinct);
    }

    @Override
    public Object draw(Random random) {
        double part = random.nextDouble();
        if (!whole) {
            return value(at(part));
        }
        // Each integer has an interval of its own around it, so that the ends are as likely as the others.
        NumberRange around = new NumberRange(name, false, from - 0.5, to + 0.5, logarithmic, count);
        return value(around.at(part));
    }

    @Override
    public OptionalLong size() {
        return whole ? OptionalLong.of((long) Math.min(to - from, 0x1p53) + 1) : OptionalLong.empty();
    }

    /** @param part 0 is from, 1 is to */
    private double at(double part) {
        return logarithmic
                ? Math.exp(Math.log(from) + part * (Math.log(to) - Math.log(from)))
                : from + part * (to - from);
    }

    private Object value(double number) {
        double rounded = whole
                ? Math.rint(number)
                : BigDecimal.valueOf(number).round(DIGITS).doubleValue();
        double inside = Math.max(from, Math.min(to, rounded));
        if (whole) {
            return (long) inside;
        }
        return inside;
    }
}
