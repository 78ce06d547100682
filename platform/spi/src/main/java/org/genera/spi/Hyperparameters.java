package org.genera.spi;

import java.util.Arrays;
import java.util.List;
import org.genera.spi.Hyperparameter.ChoiceValue;
import org.genera.spi.Hyperparameter.FlagValue;
import org.genera.spi.Hyperparameter.IntegerValue;
import org.genera.spi.Hyperparameter.IntegersValue;
import org.genera.spi.Hyperparameter.RealValue;

/**
 * Declares hyperparameters; to be imported statically. Each declaration ends with its help:
 *
 * <pre>{@code
 * static final Hyperparameter<Double> BETA = real("beta").from(0).to(1000).orElse(4).help("Weight of the KL term.");
 * }</pre>
 *
 * <p>A default outside of the range, or a range that is none, is refused where it is declared.
 */
public final class Hyperparameters {

    private Hyperparameters() {}

    /** A real number; without more, any finite one. */
    public static Real real(String name) {
        return new Real(name, "", 0, -Double.MAX_VALUE, Double.MAX_VALUE, false);
    }

    /** A whole number; without more, any from 0 on. */
    public static Whole integer(String name) {
        return new Whole(name, "", 0, 0, 1L << 53);
    }

    /** A list of whole numbers, such as the widths of hidden layers; empty where nothing is said. */
    public static Wholes integers(String name) {
        return new Wholes(name, "", List.of(), 0, 1L << 53, 0, 16);
    }

    /** One of a few words, the first where nothing is said. */
    public static Choice choice(String name, String... choices) {
        return new Choice(name, choices[0], List.of(choices));
    }

    /** Yes or no. */
    public static Flag flag(String name) {
        return new Flag(name, false);
    }

    /** A real number on its way to being declared. */
    public record Real(String name, String unit, double otherwise, double least, double most, boolean ofMagnitude) {

        public Real from(double min) {
            return new Real(name, unit, otherwise, min, most, ofMagnitude);
        }

        public Real to(double max) {
            return new Real(name, unit, otherwise, least, max, ofMagnitude);
        }

        /** The value where nothing is said. */
        public Real orElse(double value) {
            return new Real(name, unit, value, least, most, ofMagnitude);
        }

        public Real in(String newUnit) {
            return new Real(name, newUnit, otherwise, least, most, ofMagnitude);
        }

        /** Its order of magnitude matters: a search goes over its logarithm. */
        public Real logarithmic() {
            return new Real(name, unit, otherwise, least, most, true);
        }

        /** Ends the declaration: what it does, and what to expect of more or less of it. */
        public Hyperparameter<Double> help(String help) {
            return new RealValue(name, help, unit, otherwise, least, most, ofMagnitude);
        }
    }

    /** A whole number on its way to being declared. */
    public record Whole(String name, String unit, long otherwise, long least, long most) {

        public Whole from(long min) {
            return new Whole(name, unit, otherwise, min, most);
        }

        public Whole to(long max) {
            return new Whole(name, unit, otherwise, least, max);
        }

        /** The value where nothing is said. */
        public Whole orElse(long value) {
            return new Whole(name, unit, value, least, most);
        }

        public Whole in(String newUnit) {
            return new Whole(name, newUnit, otherwise, least, most);
        }

        /** Ends the declaration: what it does, and what to expect of more or less of it. */
        public Hyperparameter<Long> help(String help) {
            return new IntegerValue(name, help, unit, otherwise, least, most);
        }
    }

    /** A list of whole numbers on its way to being declared. */
    public record Wholes(
            String name, String unit, List<Long> otherwise, long least, long most, int shortest, int longest) {

        /** The smallest element. */
        public Wholes from(long min) {
            return new Wholes(name, unit, otherwise, min, most, shortest, longest);
        }

        /** The largest element. */
        public Wholes to(long max) {
            return new Wholes(name, unit, otherwise, least, max, shortest, longest);
        }

        /** How many elements there may be. */
        public Wholes lengths(int min, int max) {
            return new Wholes(name, unit, otherwise, least, most, min, max);
        }

        /** The value where nothing is said. */
        public Wholes orElse(long... values) {
            return new Wholes(name, unit, Arrays.stream(values).boxed().toList(), least, most, shortest, longest);
        }

        public Wholes in(String newUnit) {
            return new Wholes(name, newUnit, otherwise, least, most, shortest, longest);
        }

        /** Ends the declaration: what it does, and what to expect of more or less of it. */
        public Hyperparameter<List<Long>> help(String help) {
            return new IntegersValue(name, help, unit, otherwise, least, most, shortest, longest);
        }
    }

    /** A choice on its way to being declared. */
    public record Choice(String name, String otherwise, List<String> choices) {

        /** The choice where nothing is said. */
        public Choice orElse(String choice) {
            return new Choice(name, choice, choices);
        }

        /** Ends the declaration: what it does, and when to choose what. */
        public Hyperparameter<String> help(String help) {
            return new ChoiceValue(name, help, otherwise, choices);
        }
    }

    /** A flag on its way to being declared. */
    public record Flag(String name, boolean otherwise) {

        /** The value where nothing is said. */
        public Flag orElse(boolean value) {
            return new Flag(name, value);
        }

        /** Ends the declaration: what happens where it is on, and where it is off. */
        public Hyperparameter<Boolean> help(String help) {
            return new FlagValue(name, help, otherwise);
        }
    }
}
