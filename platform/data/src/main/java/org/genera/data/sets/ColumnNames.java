package org.genera.data.sets;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the coordinates of vectors are called: as the head of their table says, else x and y in the plane, else x1, x2,
 * x3 …
 */
public final class ColumnNames {
    /** A head that says more is a sentence, and no chart has room for it. */
    private static final int LONGEST = 60;

    private ColumnNames() {}

    /**
     * The names in a table's head, made fit for charts: different from each other, none empty, none long.
     *
     * @param head the cells of the first row, without those of labels and sequences
     */
    public static List<String> inHead(List<String> head) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, Integer> twins = new HashMap<>();
        for (int i = 0; i < head.size(); i++) {
            String name = shortened(head.get(i).replaceAll("\\s+", " ").strip());
            if (name.isEmpty()) {
                name = numbered(i);
            }
            String different = name;
            // All below are taken: looking again would take ages where thousands have the same name.
            int twin = twins.getOrDefault(name, 2);
            while (!names.add(different)) {
                different = name + " (" + twin + ")";
                twin++;
            }
            twins.put(name, twin);
        }
        return List.copyOf(names);
    }

    /** Without the columns that are no coordinates, such as that of the labels. */
    public static List<String> inHead(List<String> head, Set<Integer> others) {
        return inHead(IntStream.range(0, head.size())
                .filter(i -> !others.contains(i))
                .mapToObj(head::get)
                .toList());
    }

    /**
     * The name of a coordinate.
     *
     * @param named those of a table's head, or none
     * @param dimensions how many coordinates there are
     */
    public static String of(List<String> named, int index, int dimensions) {
        if (!named.isEmpty()) {
            return named.get(index);
        }
        return dimensions <= 2 ? List.of("x", "y").get(index) : numbered(index);
    }

    private static String numbered(int index) {
        return "x" + (index + 1);
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
