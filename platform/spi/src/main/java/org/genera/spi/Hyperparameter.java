package org.genera.spi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * One entry of a schema: a name, a kind of value, a default, and words for the form. {@link Hyperparameters} declares
 * them; a model reads its values through them ({@link Values#get}).
 *
 * @param <T> of its values in canonical form: {@code Long}, {@code Double}, {@code String}, {@code Boolean} or {@code
 *     List<Long>}
 */
public sealed interface Hyperparameter<T> {

    /** Camel case, such as {@code learningRate}. */
    String name();

    /** One sentence: what it does and what to expect of more or less of it. */
    String help();

    /** Such as {@code nats}; empty for a pure number. */
    String unit();

    /** What a run uses where nothing is said. */
    T defaultValue();

    /** What is accepted, in words: {@code "an integer from 1 to 1000"}. */
    String expectation();

    /**
     * The given value in canonical form.
     *
     * @throws InvalidValueException if it is not accepted
     */
    T accept(Object given);

    /**
     * A value for a preset.
     *
     * @throws InvalidValueException if it is not accepted
     */
    default Setting at(Object value) {
        return new Setting(name(), accept(value));
    }

    /** The same with another value where nothing is said, for a variant that differs in it. */
    Hyperparameter<T> orElse(T value);

    /** A value of a hyperparameter. */
    record Setting(String name, Object value) {}

    private static void requireWords(String name, String help) {
        Names.requireWord("hyperparameter name", name);
        Names.requireText("help for " + name, help);
    }

    private InvalidValueException refused(Object given) {
        String shown = given instanceof String text ? "\"" + text + "\"" : String.valueOf(given);
        return new InvalidValueException(name(), expectation(), shown);
    }

    /** A whole number from {@code min} to {@code max}. */
    record IntegerValue(String name, String help, String unit, long defaultLong, long min, long max)
            implements Hyperparameter<Long> {
        public IntegerValue {
            requireWords(name, help);
            if (min > defaultLong || defaultLong > max) {
                throw new IllegalArgumentException(
                        name + ": need min <= default <= max, got " + min + ", " + defaultLong + ", " + max);
            }
        }

        @Override
        public IntegerValue orElse(Long value) {
            return new IntegerValue(name, help, unit, value, min, max);
        }

        @Override
        public Long defaultValue() {
            return defaultLong;
        }

        @Override
        public String expectation() {
            return "an integer from " + min + " to " + max;
        }

        @Override
        public Long accept(Object given) {
            if (given instanceof Number number
                    && number.doubleValue() == Math.rint(number.doubleValue())
                    && number.longValue() >= min
                    && number.longValue() <= max
                    && Math.abs(number.doubleValue()) <= 0x1p53) {
                return number.longValue();
            }
            throw ((Hyperparameter<?>) this).refused(given);
        }
    }

    /** A real number from {@code min} to {@code max}; {@code logarithmic} says that its order of magnitude matters. */
    record RealValue(
            String name, String help, String unit, double defaultReal, double min, double max, boolean logarithmic)
            implements Hyperparameter<Double> {
        public RealValue {
            requireWords(name, help);
            if (!(min <= defaultReal && defaultReal <= max)) {
                throw new IllegalArgumentException(
                        name + ": need min <= default <= max, got " + min + ", " + defaultReal + ", " + max);
            }
        }

        @Override
        public RealValue orElse(Double value) {
            return new RealValue(name, help, unit, value, min, max, logarithmic);
        }

        @Override
        public Double defaultValue() {
            return defaultReal;
        }

        @Override
        public String expectation() {
            return "a number from " + min + " to " + max;
        }

        @Override
        public Double accept(Object given) {
            if (given instanceof Number number && number.doubleValue() >= min && number.doubleValue() <= max) {
                return number.doubleValue();
            }
            throw ((Hyperparameter<?>) this).refused(given);
        }
    }

    /** One of a few words. */
    record ChoiceValue(String name, String help, String defaultChoice, List<String> choices)
            implements Hyperparameter<String> {
        public ChoiceValue {
            requireWords(name, help);
            choices = List.copyOf(choices);
            if (new HashSet<>(choices).size() < choices.size()) {
                throw new IllegalArgumentException(name + ": need choices that differ, got " + choices);
            }
            if (!choices.contains(defaultChoice)) {
                throw new IllegalArgumentException(
                        name + ": need a default among " + choices + ", got " + defaultChoice);
            }
        }

        @Override
        public ChoiceValue orElse(String value) {
            return new ChoiceValue(name, help, value, choices);
        }

        @Override
        public String unit() {
            return "";
        }

        @Override
        public String defaultValue() {
            return defaultChoice;
        }

        @Override
        public String expectation() {
            return "one of " + String.join(", ", choices);
        }

        @Override
        public String accept(Object given) {
            if (given instanceof String text && choices.contains(text)) {
                return text;
            }
            throw ((Hyperparameter<?>) this).refused(given);
        }
    }

    /** Yes or no. */
    record FlagValue(String name, String help, boolean defaultFlag) implements Hyperparameter<Boolean> {
        public FlagValue {
            requireWords(name, help);
        }

        @Override
        public FlagValue orElse(Boolean value) {
            return new FlagValue(name, help, value);
        }

        @Override
        public String unit() {
            return "";
        }

        @Override
        public Boolean defaultValue() {
            return defaultFlag;
        }

        @Override
        public String expectation() {
            return "true or false";
        }

        @Override
        public Boolean accept(Object given) {
            if (given instanceof Boolean flag) {
                return flag;
            }
            throw ((Hyperparameter<?>) this).refused(given);
        }
    }

    /** A list of whole numbers, such as the widths of hidden layers. */
    record IntegersValue(
            String name,
            String help,
            String unit,
            List<Long> defaultIntegers,
            long min,
            long max,
            int minLength,
            int maxLength)
            implements Hyperparameter<List<Long>> {
        public IntegersValue {
            requireWords(name, help);
            defaultIntegers = List.copyOf(defaultIntegers);
            if (min > max || minLength < 0 || minLength > maxLength || maxLength < 1) {
                throw new IllegalArgumentException(name + ": need min <= max and 0 <= minLength <= maxLength, got "
                        + min + ", " + max + " and " + minLength + ", " + maxLength);
            }
            int length = defaultIntegers.size();
            if (length < minLength
                    || length > maxLength
                    || defaultIntegers.stream().anyMatch(each -> each < min || each > max)) {
                throw new IllegalArgumentException(name + ": need a default that is a list of " + minLength + " to "
                        + maxLength + " integers from " + min + " to " + max + ", got " + defaultIntegers);
            }
        }

        @Override
        public IntegersValue orElse(List<Long> value) {
            return new IntegersValue(name, help, unit, value, min, max, minLength, maxLength);
        }

        @Override
        public List<Long> defaultValue() {
            return defaultIntegers;
        }

        @Override
        public String expectation() {
            return "a list of " + minLength + " to " + maxLength + " integers from " + min + " to " + max;
        }

        @Override
        public List<Long> accept(Object given) {
            if (!(given instanceof List<?> list) || list.size() < minLength || list.size() > maxLength) {
                throw ((Hyperparameter<?>) this).refused(given);
            }
            List<Long> accepted = new ArrayList<>();
            for (Object element : list) {
                if (!(element instanceof Number number)
                        || number.doubleValue() != Math.rint(number.doubleValue())
                        || number.longValue() < min
                        || number.longValue() > max) {
                    throw ((Hyperparameter<?>) this).refused(given);
                }
                accepted.add(number.longValue());
            }
            return List.copyOf(accepted);
        }
    }
}
