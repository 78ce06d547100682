package org.genera.data.builtin;

import java.util.List;
import java.util.stream.IntStream;
import org.genera.data.random.CounterRandom;
import org.genera.data.random.RandomStream;
import org.genera.data.sets.StoredSet;
import org.genera.spi.DataShape;

/** Handwritten-looking digits, 28 × 28 grey, drawn by strokes. */
public final class Glyphs {
    private static final int SIDE = 28;
    private static final CounterRandom SET = CounterRandom.of(1, "glyphs");

    private Glyphs() {}

    public static StoredSet set() {
        return GeneratedPictures.of(
                "glyphs",
                "Drawn digits",
                "Digits from 0 to 9 drawn by strokes with varied form, slant, stretch, thickness and grain: a stand-in"
                        + " for handwritten digits that needs no download.",
                new DataShape.Image(SIDE, SIDE, 1),
                IntStream.range(0, 10).mapToObj(Integer::toString).toList(),
                Glyphs::draw);
    }

    private static void draw(int index, byte[] target, int offset) {
        RandomStream random = SET.at(index).stream();
        List<double[][]> forms = GlyphStrokes.of(index % 10);
        StrokeRaster raster = new StrokeRaster(SIDE);
        new Pen(forms.get(random.below(forms.size())), random).draw(raster, SIDE);
        double ink = random.uniform(0.85, 1);
        double grain = random.uniform(0, 0.2);
        for (int i = 0; i < SIDE * SIDE; i++) {
            double value = raster.ink(i) * (ink - grain * random.uniform());
            target[offset + i] = (byte) Math.round(255 * value);
        }
    }
}
