package org.genera.data.readers.files;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in the order in which people count: 2 before 10. The same on every machine, whatever its language. */
public final class NaturalOrder implements Comparator<String> {
    /** Only these digits count: the numbers of other scripts stand among letters. */
    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    @Override
    public int compare(String first, String second) {
        Matcher a = PART.matcher(first);
        Matcher b = PART.matcher(second);
        while (true) {
            boolean more = a.find();
            if (more != b.find()) {
                return more ? 1 : -1;
            }
            if (!more) {
                return first.compareTo(second);
            }
            int order = compareParts(a.group(), b.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int compareParts(String a, String b) {
        return isNumber(a) && isNumber(b) ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
    }

    private static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
