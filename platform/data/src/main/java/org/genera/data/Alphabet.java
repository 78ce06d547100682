package org.genera.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The symbols met so far, numbered as they come and, in the end, in natural order. For one thread. */
final class Alphabet {
    /** More than the words of a small language are words, and wants a model that we do not have. */
    static final int MOST_SYMBOLS = 1_000;

    private final Map<String, Integer> numbers = new HashMap<>();

    /** The number of a symbol in the order of appearance; numbers beyond the limit say that there are too many. */
    int number(String symbol) {
        return numbers.size() > MOST_SYMBOLS ? MOST_SYMBOLS : numbers.computeIfAbsent(symbol, s -> numbers.size());
    }

    boolean tooLarge() {
        return numbers.size() > MOST_SYMBOLS;
    }

    int size() {
        return numbers.size();
    }

    /** The symbols in natural order. */
    List<String> symbols() {
        List<String> symbols = new ArrayList<>(numbers.keySet());
        symbols.sort(new NaturalOrder());
        return List.copyOf(symbols);
    }

    /** For each number by appearance, the place in natural order. */
    int[] ranks() {
        int[] ranks = new int[numbers.size()];
        List<String> symbols = symbols();
        for (int i = 0; i < ranks.length; i++) {
            ranks[numbers.getOrDefault(symbols.get(i), 0)] = i;
        }
        return ranks;
    }
}
