package org.genera.testkit;

import java.util.Map;
import java.util.SplittableRandom;
import org.genera.spi.StepReport;

/** Independent bits, each set as often as in the codes so far. */
final class BitPrior {
    /** Of each bit; the last number is how many codes were seen. */
    private final double[] set;

    BitPrior(int bits) {
        this.set = new double[bits + 1];
        java.util.Arrays.fill(set, 1);
        set[bits] = 2;
    }

    /** The state, to save and to restore. */
    double[] numbers() {
        return set;
    }

    int bits() {
        return set.length - 1;
    }

    StepReport step(int[] codes) {
        int count = codes.length / bits();
        double loss = 0;
        for (int i = 0; i < codes.length; i++) {
            double part = set[i % bits()] / set[bits()];
            loss -= Math.log(codes[i] == 1 ? part : 1 - part) / count;
        }
        for (int i = 0; i < codes.length; i++) {
            set[i % bits()] += codes[i];
        }
        set[bits()] += count;
        return StepReport.of(Map.of(SystemsFamily.NLL.name(), loss));
    }

    int[] draw(int count, long seed) {
        int[] codes = new int[count * bits()];
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            for (int j = 0; j < bits(); j++) {
                codes[i * bits() + j] = random.nextDouble() * set[bits()] < set[j] ? 1 : 0;
            }
        }
        return codes;
    }
}
