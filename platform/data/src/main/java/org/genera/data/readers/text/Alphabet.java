package org.genera.data.readers.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genera.data.readers.files.NaturalOrder;

/** The symbols met so far, numbered as they come and, in the end, in natural order. For one thread. */
public final class Alphabet {
    /** More than the words of a small language are words, and wants a model that we do not have. */
    public static final int MOST_SYMBOLS = 1_000;

    private final Map<String, Integer> numbers = new HashMap<>();

    /** The number of a symbol in the order of appearance; numbers beyond the limit say that there are too many. */
    public int number(String symbol) {
        return numbers.size() > MOST_SYMBOLS ? MOST_SYMBOLS : numbers.computeIfAbsent(symbol, s -> numbers.size());
    }

    public boolean tooLarge() {
        return numbers.size() > MOST_SYMBOLS;
    }

    public int size() {
        return numbers.size();
    }

    /** The symbols in natural order. */
    public List<String> symbols() {
        List<String> symbols = new ArrayList<>(numbers.keySet());
        symbols.sort(new NaturalOrder());
        return List.copyOf(symbols);
    }

    /** For each number by appearance, the place in natural order. */
    public int[] ranks() {
        int[] ranks = new int[numbers.size()];
        List<String> symbols = symbols();
        for (int i = 0; i < ranks.length; i++) {
            ranks[numbers.getOrDefault(symbols.get(i), 0)] = i;
        }
        return ranks;
    }
}
