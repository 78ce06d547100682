package org.genera.data.readers.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifOrientationTest {

    /** Rows with blanks between; the stored picture has the rows 12 34 56. */
    @ParameterizedTest
    @CsvSource({
        "1, 12 34 56",
        "2, 21 43 65",
        "3, 65 43 21",
        "4, 56 34 12",
        "5, 135 246",
        "6, 531 642",
        "7, 642 531",
        "8, 246 135",
        "9, 12 34 56"
    })
    void a_picture_is_turned_as_the_number_of_exif_says(int number, String expected) {
        BufferedImage stored = new BufferedImage(2, 3, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 6; i++) {
            stored.getRaster().setSample(i % 2, i / 2, 0, i + 1);
        }
        ExifOrientation orientation = ExifOrientation.numbered(number);
        BufferedImage upright = orientation.upright(stored);
        StringBuilder rows = new StringBuilder();
        for (int y = 0; y < upright.getHeight(); y++) {
            rows.append(y == 0 ? "" : " ");
            for (int x = 0; x < upright.getWidth(); x++) {
                rows.append(upright.getRaster().getSample(x, y, 0));
            }
        }
        assertThat(rows).hasToString(expected);
        assertThat(orientation.sideways()).isEqualTo(upright.getHeight() == 2);
    }
}
