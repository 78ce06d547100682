package org.genera.run.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.genera.run.spec.Budget.Unit;
import org.genera.spi.Reads;
import org.genera.spi.Stage;
import org.genera.spi.Variant;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final Variant MINIBATCHES = reading(Reads.MINIBATCH);
    private static final Variant SPLIT = reading(Reads.WHOLE_SPLIT);
    private static final Variant NOTHING = reading(Reads.NOTHING);
    private static final Variant IN_TWO = Variant.named("two", "Two")
            .stages(
                    new Stage("codes", "Codes", Reads.MINIBATCH, 0.5, false, java.util.List.of()),
                    new Stage("mixture", "Mixture", Reads.WHOLE_SPLIT, 0.5, true, java.util.List.of()))
            .builds(() -> (spec, context) -> {
                throw new IllegalArgumentException("not built here");
            });

    private static Variant reading(Reads what) {
        return Variant.named("one", "One").reads(what).builds(() -> (spec, context) -> {
            throw new IllegalArgumentException("not built here");
        });
    }

    private static long total(Unit unit, double amount, int batchSize, Variant variant, int examples) {
        return new Budget(unit, amount, batchSize).total(variant, examples);
    }

    @Test
    void an_epoch_is_as_many_whole_batches_as_the_split_holds() {
        assertThat(total(Unit.EPOCHS, 50, 100, MINIBATCHES, 9_000)).isEqualTo(4_500);
        assertThat(total(Unit.EPOCHS, 1, 100, MINIBATCHES, 9_099)).isEqualTo(90);
        assertThat(total(Unit.EPOCHS, 0.5, 100, MINIBATCHES, 9_000)).isEqualTo(45);
    }

    @Test
    void a_batch_larger_than_the_split_makes_an_epoch_of_one_step() {
        assertThat(total(Unit.EPOCHS, 3, 1_000, MINIBATCHES, 10)).isEqualTo(3);
    }

    @Test
    void a_pass_over_the_whole_split_is_an_epoch() {
        assertThat(total(Unit.EPOCHS, 2.6, 10, SPLIT, 1_000)).isEqualTo(3);
        Budget budget = new Budget(Unit.EPOCHS, 2, 10);
        assertThat(budget.total(IN_TWO, 1_000)).isEqualTo(200);
        assertThat(budget.countOfSplit(IN_TWO, 1_000)).isEqualTo(100);
    }

    @Test
    void seconds_are_counted_in_microseconds() {
        assertThat(total(Unit.SECONDS, 3, 10, MINIBATCHES, 10)).isEqualTo(3_000_000);
    }

    @Test
    void epochs_of_what_reads_nothing_are_refused() {
        assertThat(new Budget(Unit.EPOCHS, 3, 10).refusal(NOTHING, 100).orElseThrow())
                .contains("steps or seconds")
                .contains("read no data");
        assertThat(new Budget(Unit.STEPS, 3, 10).refusal(NOTHING, 100)).isEmpty();
        assertThat(new Budget(Unit.SECONDS, 3, 10).refusal(NOTHING, 100)).isEmpty();
    }

    @Test
    void a_budget_has_a_step_for_each_stage() {
        assertThat(new Budget(Unit.STEPS, 1, 10).refusal(IN_TWO, 100).orElseThrow())
                .isEqualTo("expected a budget of a step or more for each of the 2 stages of two, got 1 in all");
        assertThat(new Budget(Unit.STEPS, 2, 10).refusal(IN_TWO, 100)).isEmpty();
    }

    @Test
    void a_budget_of_nothing_is_refused_with_the_field_named() {
        assertThatThrownBy(() -> new Budget(Budget.Unit.STEPS, 0, 10)).hasMessageContaining("budget.amount");
        assertThatThrownBy(() -> new Budget(Budget.Unit.STEPS, Double.NaN, 10)).hasMessageContaining("budget.amount");
        assertThatThrownBy(() -> new Budget(Budget.Unit.STEPS, 1, 0)).hasMessageContaining("budget.batchSize");
    }
}
