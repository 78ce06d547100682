package org.genera.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BudgetTest {

    @Test
    void an_epoch_is_as_many_whole_batches_as_the_split_holds() {
        assertThat(new Budget(Budget.Unit.EPOCHS, 50, 100).steps(9_000)).isEqualTo(4_500);
        assertThat(new Budget(Budget.Unit.EPOCHS, 1, 100).steps(9_099)).isEqualTo(90);
        assertThat(new Budget(Budget.Unit.EPOCHS, 0.5, 100).steps(9_000)).isEqualTo(45);
    }

    @Test
    void a_batch_larger_than_the_split_makes_an_epoch_of_one_step() {
        assertThat(new Budget(Budget.Unit.EPOCHS, 3, 1_000).steps(10)).isEqualTo(3);
    }

    @Test
    void seconds_set_no_number_of_steps() {
        assertThat(new Budget(Budget.Unit.SECONDS, 3, 10).steps(10)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_budget_of_nothing_is_refused_with_the_field_named() {
        assertThatThrownBy(() -> new Budget(Budget.Unit.STEPS, 0, 10)).hasMessageContaining("budget.amount");
        assertThatThrownBy(() -> new Budget(Budget.Unit.STEPS, Double.NaN, 10)).hasMessageContaining("budget.amount");
        assertThatThrownBy(() -> new Budget(Budget.Unit.STEPS, 1, 0)).hasMessageContaining("budget.batchSize");
    }
}
