package org.genera.server.http.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.genera.run.journal.SampleSet;
import org.genera.server.http.problem.ProblemException;
import org.genera.spi.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFileTest {
    @TempDir
    Path folder;

    @Test
    void the_two_pictures_of_a_pair_stand_side_by_side() throws IOException {
        SampleFile file = file(List.of(1, 1, 1, 2, 1, 3), 2, ValueRange.UNIT, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);

        BufferedImage grid = ImageIO.read(new ByteArrayInputStream(file.picture(0)));

        // Two pairs beside each other; source and target of each have two pixels of setup between them.
        assertThat(grid.getWidth()).isEqualTo(2 * (1 + 2 + 1 + 2) + 2);
        assertThat(grid.getHeight()).isEqualTo(2 + 2 + 2);
        assertThat(grid.getRGB(2, 2) & 0xffffff).isEqualTo(0xffffff);
        assertThat(grid.getRGB(5, 2) & 0xffffff).isEqualTo(0xff0000);
        assertThat(grid.getRGB(5, 3) & 0xffffff).isEqualTo(0x00ff00);
        assertThat(grid.getRGB(8, 2) & 0xffffff).isEqualTo(0x000000);
        assertThat(grid.getRGB(11, 3) & 0xffffff).isEqualTo(0x0000ff);
        // The source is one row high; below it is setup.
        assertThat(grid.getRGB(2, 3) & 0xffffff).isEqualTo(0x808080);
    }

    @Test
    void sequences_have_no_pictures_and_their_ends_stay_not_a_number() throws IOException {
        SampleFile file = file(List.of(3, 1), 1, ValueRange.SYMBOLS, 2, 1, Float.NaN);

        assertThat(ByteBuffer.wrap(file.floats(0))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat(8))
                .isNaN();
        assertThatThrownBy(() -> file.picture(0))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("f32 where no part of an example is an image");
    }

    @Test
    void of_a_picture_beside_a_text_the_picture_alone_is_drawn() throws IOException {
        List<SampleSet.Part> parts = List.of(
                new SampleSet.Part(List.of(1, 2, 1), ValueRange.SYMMETRIC),
                new SampleSet.Part(List.of(3, 1), ValueRange.SYMBOLS));
        SampleFile file =
                file(List.of(1, 2, 1, 3, 1), 2, ValueRange.SYMMETRIC, parts, -1, 1, 5, 6, Float.NaN, 0, 1, 7, 8, 9);

        assertThat(file.bytes(0)).containsExactly(0, (byte) 255, (byte) 128, (byte) 255);
        BufferedImage grid = ImageIO.read(new ByteArrayInputStream(file.picture(0)));
        assertThat(grid.getWidth()).isEqualTo(2 * (2 + 2) + 2);
        assertThat(grid.getRGB(7, 2) & 0xffffff).isEqualTo(0xffffff);
        assertThat(file.floats(0)).hasSize(4 * 10);
    }

    private SampleFile file(List<Integer> shape, int count, ValueRange range, float... values) throws IOException {
        return file(shape, count, range, List.of(), values);
    }

    private SampleFile file(
            List<Integer> shape, int count, ValueRange range, List<SampleSet.Part> parts, float... values)
            throws IOException {
        SampleSet set = new SampleSet(
                "samples",
                "samples",
                "Samples",
                1,
                new SampleSet.Layout(shape, range, count, 0, List.of(""), List.of(), parts),
                new SampleSet.Draw("exact", Map.of(), 1, OptionalInt.empty(), 1),
                null);
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return new SampleFile(set, Files.write(folder.resolve("samples.f32"), bytes.array()));
    }
}
