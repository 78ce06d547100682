package org.genera.server.statistics;

/** Where a group stands in one quantity. */
public enum Significance {
    /** It has the best mean, or the same. */
    BEST,
    /** Its mean cannot be told from the best one, by a comparison that would have shown a difference worth the name. */
    NOT_TOLD_APART,
    /** It cannot be told from the best one, but so few seeds could hardly tell anything. */
    TOO_FEW_SEEDS,
    /** Nothing is known of the spread, so nobody knows. */
    UNTESTED,
    WORSE
}
