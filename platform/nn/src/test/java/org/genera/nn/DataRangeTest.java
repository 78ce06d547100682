package org.genera.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.BiFunction;
import org.assertj.core.data.Offset;
import org.genera.spi.ModelContext;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class DataRangeTest {
    private static final Offset<Float> CLOSE = Offset.offset(1e-6f);

    @ParameterizedTest
    @CsvSource({"REAL, -5, 7", "UNIT, 0, 1", "SYMMETRIC, -1, 1"})
    void back_after_there_is_the_identity_in_a_graph_and_in_an_array(DataRange range, float low, float high) {
        float[] data = {low, (low + high) / 2, high};
        float[] modelled = range.toModel(data);
        if (range.bounded()) {
            assertThat(modelled).containsExactly(-1, 0, 1);
            assertThat(new double[] {low, high}).containsExactly(range.low(), range.high());
        } else {
            assertThat(modelled).containsExactly(data);
        }
        assertThat(range.toData(modelled)).containsExactly(data);
        assertThat(in(range::toModel, data)).containsExactly(modelled);
        assertThat(in(range::toData, modelled)).containsExactly(data);
        assertThat(range.logDerivative()).isEqualTo(Math.log((modelled[2] - modelled[0]) / (data[2] - data[0])));
    }

    @Test
    void any_number_becomes_a_value_of_a_bounded_range() {
        float[] sums = {-50, 0, (float) Math.log(3), 50};
        assertThat(in(DataRange.UNIT::sigmoidIntoData, sums)).containsExactly(new float[] {0, 0.5f, 0.75f, 1}, CLOSE);
        assertThat(in(DataRange.SYMMETRIC::sigmoidIntoData, sums)).containsExactly(new float[] {-1, 0, 0.5f, 1}, CLOSE);
        assertThat(in(DataRange.UNIT::tanhIntoModel, sums)).containsExactly(new float[] {-1, 0, 0.8f, 1}, CLOSE);
        assertThat(in(DataRange.REAL::sigmoidIntoData, sums)).containsExactly(sums);
        assertThat(in(DataRange.REAL::tanhIntoModel, sums)).containsExactly(sums);
    }

    @Test
    void zeros_and_ones_lie_in_the_unit_range_but_are_nothing_continuous() {
        assertThat(DataRange.of(ValueRange.BINARY)).isEqualTo(DataRange.UNIT);
        assertThatThrownBy(() -> DataRange.ofContinuous(ValueRange.BINARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected values in the range real, unit or symmetric, got binary: the model's samples are"
                        + " continuous; use grey values without binarisation");
    }

    @ParameterizedTest
    @EnumSource(
            value = ValueRange.class,
            names = {"REAL", "UNIT", "SYMMETRIC"})
    void a_continuous_range_keeps_its_name(ValueRange range) {
        assertThat(DataRange.of(range)).hasToString(range.name());
        assertThat(DataRange.ofContinuous(range)).hasToString(range.name());
    }

    private static float[] in(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> map, float[] values) {
        ModelGraph graph = new ModelGraph(ModelContext.cpu(), 1);
        var x = graph.input("x", -1);
        // What is fed cannot be fetched.
        Operand<TFloat32> mapped = graph.tf().identity(map.apply(graph.tf(), x));
        try (ModelSession session = graph.open()) {
            return session.call().feed(x, values, values.length).floats(mapped);
        }
    }
}
