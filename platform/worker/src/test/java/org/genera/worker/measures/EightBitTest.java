package org.genera.worker.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;

class EightBitTest {

    @Test
    void every_preprocessing_that_keeps_the_levels_leads_back_to_the_stored_pictures() {
        DataCatalogue catalogue = new DataCatalogue(Path.of("nowhere"));
        float[] stored = catalogue.examples("glyphs", "test", 20).values();
        for (int i = 0; i < stored.length; i++) {
            stored[i] /= 255;
        }
        for (Preprocessing each : List.of(
                new Preprocessing(false, Scaling.UNIT, Binarisation.NONE),
                new Preprocessing(true, Scaling.UNIT, Binarisation.NONE),
                new Preprocessing(false, Scaling.SYMMETRIC, Binarisation.NONE),
                new Preprocessing(true, Scaling.SYMMETRIC, Binarisation.NONE))) {
            float[] seen = catalogue
                    .prepare(new DataSelection("glyphs", "", each), 1)
                    .test(20)
                    .values();
            assertThat(EightBit.of(each).orElseThrow().pictures(seen)).isEqualTo(stored);
        }
    }

    @Test
    void values_outside_the_range_are_cut_off() {
        assertThat(new EightBit(ValueRange.UNIT, false).pictures(new float[] {-0.3f, 1.2f, 0.5f}))
                .containsExactly(0f, 1f, 128 / 255f);
        assertThat(new EightBit(ValueRange.SYMMETRIC, true)
                        .pictures(new float[] {-7, 1, Float.POSITIVE_INFINITY, Float.NaN}))
                .containsExactly(0f, 1f, 1f, 0f);
        assertThat(new EightBit(ValueRange.BINARY, false).pictures(new float[] {0, 1}))
                .containsExactly(0f, 1f);
    }

    @Test
    void standardised_values_have_lost_their_levels() {
        assertThat(EightBit.of(new Preprocessing(false, Scaling.STANDARDISE, Binarisation.NONE)))
                .isEmpty();
        assertThat(EightBit.of(Preprocessing.none())).isEmpty();
    }
}
