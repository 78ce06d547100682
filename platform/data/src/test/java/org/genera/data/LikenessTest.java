package org.genera.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.preparation.Preprocessing.Binarisation;
import org.genera.data.preparation.Preprocessing.Scaling;
import org.genera.spi.Half;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikenessTest {
    private static final Preprocessing STANDARDISED = new Preprocessing(false, Scaling.STANDARDISE, Binarisation.NONE);
    private static final Preprocessing SYMMETRIC = new Preprocessing(false, Scaling.SYMMETRIC, Binarisation.NONE);

    @TempDir
    Path folder;

    @Test
    void points_are_alike_in_any_set_unless_they_are_measured_by_the_set_itself() {
        assertThat(likeness(of("two-moons", Preprocessing.none()), of("ring8", Preprocessing.none())))
                .contains(new Likeness(Optional.empty()));
        assertThat(likeness(of("ring8", STANDARDISED), of("ring8", STANDARDISED)))
                .isPresent();
        assertThat(likeness(of("two-moons", STANDARDISED), of("ring8", STANDARDISED)))
                .isEmpty();
        assertThat(likeness(of("ring8", STANDARDISED), of("ring8", Preprocessing.none())))
                .isEmpty();
    }

    @Test
    void pictures_may_be_alike_to_a_half_of_pairs_that_belong_together() {
        DataSelection captions = of("captions", Preprocessing.unit());
        assertThat(likeness(of("shapes", Preprocessing.unit()), captions))
                .contains(new Likeness(Optional.of(Half.FIRST)));
        assertThat(likeness(of("shapes", SYMMETRIC), captions)).isEmpty();
        assertThat(likeness(captions, captions)).contains(new Likeness(Optional.empty()));
        assertThat(likeness(captions, of("shapes", Preprocessing.unit()))).isEmpty();
        DataSelection domains = of("textures", Preprocessing.unit());
        assertThat(likeness(domains, domains)).isEmpty();
    }

    private Optional<Likeness> likeness(DataSelection examples, DataSelection trainedOn) {
        return Likeness.of(new DataCatalogue(folder), examples, trainedOn);
    }

    private static DataSelection of(String dataSet, Preprocessing preprocessing) {
        return new DataSelection(dataSet, "", preprocessing);
    }
}
