package org.genera.nn;

/** Derives independent seeds from one root, so that every draw is a pure function of (seed, purpose). */
public final class Seeds {

    private Seeds() {}

    /** The seed for a purpose: FNV-1a over the words, mixed into the root by SplitMix64. */
    public static long derive(long root, String purpose) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < purpose.length(); i++) {
            hash = (hash ^ purpose.charAt(i)) * 0x100000001b3L;
        }
        return mix(root + 0x9e3779b97f4a7c15L * mix(hash));
    }

    /** A number in [0, 1) for a purpose. */
    public static double uniform(long root, String purpose) {
        return (derive(root, purpose) >>> 11) * 0x1p-53;
    }

    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
