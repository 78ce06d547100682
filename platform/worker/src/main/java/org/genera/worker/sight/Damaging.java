package org.genera.worker.sight;

import org.genera.data.random.CounterRandom;
import org.genera.run.sight.Damage;
import org.genera.spi.Batch;

/**
 * A damage and how it is done.
 *
 * @param damage what it is
 * @param way how it is done
 */
record Damaging(Damage damage, Way way) {

    /** Makes a damaged set of one that is whole. */
    interface Way {
        /**
         * Damages a copy.
         *
         * @param whole real examples
         * @param strength one of the damage's
         * @param random of the repeat, the same for every strength, so that what is hit by one is hit by stronger ones too
         */
        Batch damaged(Batch whole, double strength, CounterRandom random);
    }

    /** Damages each example by itself. */
    interface OfEach {
        /**
         * Damages one in place.
         *
         * @param values of all
         * @param at where the example's begin
         */
        void damage(float[] values, int at, double strength, CounterRandom random);
    }

    static Damaging ofEach(Damage damage, OfEach way) {
        return new Damaging(damage, (whole, strength, random) -> {
            float[] values = whole.values().clone();
            int size = values.length / whole.count();
            for (int i = 0; i < whole.count(); i++) {
                way.damage(values, i * size, strength, random.at(1).at(i));
            }
            return new Batch(whole.count(), values, whole.labels());
        });
    }
}
