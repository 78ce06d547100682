package org.genera.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Likelihood;
import org.genera.spi.Model;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelFamily;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.junit.jupiter.api.Test;

class CountingContractTest extends FamilyContract {

    @Override
    protected ModelFamily family() {
        return new CountingFamily();
    }

    @Test
    void it_is_tried_on_sequences_on_pairs_and_on_unpaired_domains() {
        assertThat(TinyData.acceptedBy(family().variants().get(0)))
                .extracting(TinyData::toString)
                .containsExactly("SEQUENCE SYMBOLS");
        assertThat(TinyData.acceptedBy(family().variants().get(1)))
                .extracting(TinyData::toString)
                .containsExactlyInAnyOrder(
                        "PAIR UNIT",
                        "PAIR UNIT+SYMBOLS",
                        "PAIR SYMMETRIC+SYMBOLS",
                        "PAIR BINARY+SYMBOLS",
                        "UNPAIRED PAIR UNIT",
                        "PAIR SYMMETRIC",
                        "UNPAIRED PAIR SYMMETRIC",
                        "PAIR BINARY",
                        "UNPAIRED PAIR BINARY");
    }

    @Test
    void symbols_beyond_the_end_of_a_sequence_count_for_nothing() {
        DataSpec data = new DataSpec(DataShape.Sequence.ofSymbols(4, 2), ValueRange.SYMBOLS, 0, 2);
        try (Model model = family().build(
                        new ModelSpec(CountingFamily.UNIGRAM, Values.of(List.of(), java.util.Map.of()), data, 1),
                        ModelContext.cpu())) {
            // Ones alone; the zeros are what fills up.
            model.trainStep(
                    OneBatch.first(new Batch(2, new float[] {1, 1, 0, 0, 1, 0, 0, 0}, new int[0], new int[] {2, 1})));
            double[] scores = ((Likelihood) model)
                    .logLikelihood(new Batch(1, new float[] {1, 0, 0, 0}, new int[0], new int[] {1}), "exact", 0)
                    .values();
            assertThat(scores[0]).isCloseTo(Math.log(4.0 / 5), within(1e-12));
        }
    }
}
