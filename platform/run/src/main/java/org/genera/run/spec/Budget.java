package org.genera.run.spec;

import java.util.Optional;
import org.genera.spi.Reads;
import org.genera.spi.Variant;

/**
 * How long every run of an experiment trains.
 *
 * @param unit what is counted
 * @param amount how many of them
 * @param batchSize examples in a minibatch
 */
public record Budget(Unit unit, double amount, int batchSize) {

    public Budget {
        if (!(amount > 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("budget.amount: expected a number above 0, got " + amount);
        }
        if (batchSize < 1 || batchSize > 65_536) {
            throw new IllegalArgumentException("budget.batchSize: expected 1 to 65536 examples, got " + batchSize);
        }
    }

    /** What a budget counts. */
    public enum Unit {
        STEPS,
        EPOCHS,
        /** Seconds of training, without evaluation and sampling. */
        SECONDS
    }

    /**
     * What is counted up to: steps; minibatches where epochs decide, or passes over the whole split where a variant reads
     * nothing else; microseconds where seconds do.
     *
     * @param trainingExamples in the training split
     */
    public long total(Variant variant, int trainingExamples) {
        return switch (unit) {
            case STEPS -> Math.max(1, Math.round(amount));
            case EPOCHS -> Math.max(1, Math.round(amount * countOfSplit(variant, trainingExamples)));
            case SECONDS -> Math.max(1, Math.round(amount * 1e6));
        };
    }

    /** What a step that reads the whole split counts where epochs decide: as many minibatches as an epoch has. */
    public long countOfSplit(Variant variant, int trainingExamples) {
        return variant.readsOnly(Reads.WHOLE_SPLIT) ? 1 : Math.max(1, trainingExamples / batchSize);
    }

    /** Why a variant cannot be trained under this budget, as a sentence for the user; empty if it can. */
    public Optional<String> refusal(Variant variant, int trainingExamples) {
        if (unit == Unit.EPOCHS && variant.reads(Reads.NOTHING)) {
            return Optional.of("expected a budget in steps or seconds for " + variant.id()
                    + ", whose steps read no data and never make an epoch, got one in epochs");
        }
        int stages = variant.stages().size();
        long total = total(variant, trainingExamples);
        return total < stages
                ? Optional.of("expected a budget of a step or more for each of the " + stages + " stages of "
                        + variant.id() + ", got " + total + " in all")
                : Optional.empty();
    }
}
