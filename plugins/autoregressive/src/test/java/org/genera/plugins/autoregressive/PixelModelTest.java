package org.genera.plugins.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.genera.nn.BaseNoise;
import org.genera.nn.MaskedConv2d.Type;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Given;
import org.genera.spi.Known;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.SampleRequest;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.spi.Variant;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;

class PixelModelTest {
    private static final List<Variant> VARIANTS = new AutoregressiveFamily()
            .variants().stream()
                    .filter(each -> each.accepts().kinds().equals(Set.of(DataShape.Kind.IMAGE)))
                    .toList();

    private static PixelModel build(
            Variant variant, DataShape.Image shape, ValueRange range, int classes, Map<String, Object> more) {
        Map<String, Object> given = new HashMap<>(small(variant));
        given.putAll(more);
        Values values = Values.of(variant.hyperparameters(), given);
        DataSpec data = new DataSpec(shape, range, classes, 100);
        return (PixelModel) variant.build(new ModelSpec(variant.id(), values, data, 3), ModelContext.cpu());
    }

    private static Map<String, Object> small(Variant variant) {
        return Map.of("channels", 12, variant.id().equals("pixelcnn") ? "blocks" : "layers", 2);
    }

    /** Random pictures, on which some steps are taken so that nothing stands at its first value. */
    private static Batch trained(PixelModel model, DataShape.Image shape, ValueRange range, int classes) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[8 * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = range == ValueRange.BINARY ? random.nextInt(2) : random.nextInt(256) / 255f;
        }
        int[] labels = classes == 0 ? new int[0] : random.ints(8, 0, classes).toArray();
        Batch batch = new Batch(8, values, labels);
        for (int step = 1; step <= 5; step++) {
            model.trainStep(OneBatch.first(batch));
        }
        return batch;
    }

    /** Each number of a picture is changed by itself, and the factors that change with it are exactly those that see it. */
    @Test
    void a_factor_sees_what_its_masks_show_rows_before_columns_before_channels() {
        for (int colours : new int[] {1, 3}) {
            DataShape.Image shape = new DataShape.Image(4, 5, colours);
            for (Variant variant : VARIANTS) {
                try (PixelModel model = build(variant, shape, ValueRange.UNIT, 0, Map.of())) {
                    Batch batch = trained(model, shape, ValueRange.UNIT, 0);
                    Sight sight = sight(variant, shape);
                    for (int changed = 0; changed < shape.size(); changed++) {
                        assertThat(moved(model, batch, shape, changed))
                                .as("%s, %d colours: what moves with %d", variant.id(), colours, changed)
                                .isEqualTo(sight.of(changed));
                    }
                }
            }
        }
    }

    /** What variants of two layers see. */
    private static Sight sight(Variant variant, DataShape.Image shape) {
        Sight sight = Sight.own(shape).convolved(7, 7, Type.A);
        return switch (variant.id()) {
            case "pixelcnn" -> {
                Sight first = sight.and(sight.convolved(3, 3, Type.B));
                yield first.and(first.convolved(3, 3, Type.B)).convolved(1, 1, Type.B);
            }
            case "row-lstm" -> {
                Sight first = sight.and(sight.convolved(1, 3, Type.B).triangle());
                yield first.and(first.convolved(1, 3, Type.B).triangle()).convolved(1, 1, Type.B);
            }
            case "diagonal-bilstm" -> {
                // The two LSTMs of a layer together carry everything before a pixel, however far away.
                Sight first = sight.and(sight.convolved(99, 99, Type.B));
                yield first.and(first.convolved(99, 99, Type.B)).convolved(1, 1, Type.B);
            }
            // Everything before a number, in pictures as small as these.
            default -> Sight.before(shape);
        };
    }

    /** The factors that change with a number in any picture. */
    private static boolean[] moved(PixelModel model, Batch batch, DataShape.Image shape, int changed) {
        int outputs = model.levels().logits();
        float[] before = model.logits(batch);
        float[] values = batch.values().clone();
        for (int i = changed; i < values.length; i += shape.size()) {
            values[i] = values[i] > 0.5f ? 0 : 1;
        }
        float[] after = model.logits(new Batch(batch.count(), values, new int[0]));
        boolean[] moved = new boolean[shape.size()];
        for (int i = 0; i < values.length; i++) {
            moved[i % shape.size()] |=
                    !Arrays.equals(before, i * outputs, (i + 1) * outputs, after, i * outputs, (i + 1) * outputs);
        }
        return moved;
    }

    @Test
    void remembered_numbers_give_the_pictures_that_whole_passes_give() {
        for (Variant variant : VARIANTS) {
            same(variant, new DataShape.Image(6, 5, 1), ValueRange.BINARY, 3, Map.of());
            // Of 256 levels one variant has a logit for each.
            String output = variant.id().equals("pixelcnn") ? "softmax" : "logistics";
            same(variant, new DataShape.Image(3, 4, 3), ValueRange.UNIT, 0, Map.of("output", output, "logistics", 2));
        }
    }

    private static void same(
            Variant variant, DataShape.Image shape, ValueRange range, int classes, Map<String, Object> more) {
        int count = 5;
        int size = shape.size();
        try (PixelModel model = build(variant, shape, range, classes, more)) {
            trained(model, shape, range, classes);
            int[] labels = classes == 0 ? new int[0] : new int[] {0, 1, 2, 1, 0};
            SampleRequest request = SampleRequest.of(count, 9, PixelModel.PIXELS);
            if (classes > 0) {
                request = request.given(new Given(new Batch(count, new float[count * size], labels), Known.LABEL));
            }
            float[] quick = model.sample(request).values();
            float[] noise = BaseNoise.normal(9, count, size);
            float[] slow = new float[count * size];
            Arrays.fill(slow, model.levels().low());
            int outputs = model.levels().logits();
            for (int i = 0; i < size; i++) {
                float[] logits = model.logits(new Batch(count, slow, labels));
                for (int row = 0; row < count; row++) {
                    int level = model.levels()
                            .draw(logits, (row * size + i) * outputs, 1, NormalDistribution.of(noise[row * size + i]));
                    slow[row * size + i] = model.levels().value(level);
                }
            }
            assertThat(quick).as(variant.id()).isEqualTo(slow);
        }
    }

    @Test
    void what_is_known_stays_and_what_comes_first_decides_the_rest() {
        DataShape.Image shape = new DataShape.Image(4, 4, 1);
        boolean[] upper = new boolean[16];
        Arrays.fill(upper, 0, 8, true);
        for (Variant variant : VARIANTS) {
            try (PixelModel model = build(variant, shape, ValueRange.BINARY, 0, Map.of())) {
                Batch batch = trained(model, shape, ValueRange.BINARY, 0);
                float[] free =
                        model.sample(SampleRequest.of(8, 4, PixelModel.PIXELS)).values();
                // A draw that is given its own upper half draws its own lower half.
                SampleRequest own = SampleRequest.of(8, 4, PixelModel.PIXELS)
                        .given(new Given(new Batch(8, free, new int[0]), Known.some(upper)));
                assertThat(model.sample(own).values()).as(variant.id()).isEqualTo(free);
                SampleRequest other =
                        SampleRequest.of(8, 4, PixelModel.PIXELS).given(new Given(batch, Known.some(upper)));
                float[] completed = model.sample(other).values();
                for (int i = 0; i < 8; i++) {
                    assertThat(Arrays.copyOfRange(completed, 16 * i, 16 * i + 8))
                            .isEqualTo(Arrays.copyOfRange(batch.values(), 16 * i, 16 * i + 8));
                }
            }
        }
    }

    @Test
    void the_probabilities_of_all_pictures_add_up_to_one_and_are_those_over_all_classes() {
        DataShape.Image shape = new DataShape.Image(3, 3, 1);
        float[] all = new float[512 * 9];
        for (int i = 0; i < all.length; i++) {
            all[i] = (i / 9) >> (i % 9) & 1;
        }
        for (Variant variant : VARIANTS) {
            try (PixelModel model = build(variant, shape, ValueRange.BINARY, 3, Map.of())) {
                trained(model, shape, ValueRange.BINARY, 3);
                double[] whole = model.logLikelihood(new Batch(512, all, new int[0]), "exact", 0)
                        .values();
                assertThat(Arrays.stream(whole).map(Math::exp).sum())
                        .as(variant.id())
                        .isCloseTo(1, within(1e-5));
                double[][] given = new double[3][];
                for (int label = 0; label < 3; label++) {
                    int[] labels = new int[512];
                    Arrays.fill(labels, label);
                    given[label] = model.logLikelihood(new Batch(512, all, labels), "given-label", 0)
                            .values();
                    assertThat(Arrays.stream(given[label]).map(Math::exp).sum()).isCloseTo(1, within(1e-5));
                }
                assertThat(given[0]).isNotEqualTo(given[1]);
                // A mixture lies between its components.
                for (int i = 0; i < 512; i++) {
                    double[] each = {given[0][i], given[1][i], given[2][i]};
                    assertThat(whole[i])
                            .isBetween(
                                    Arrays.stream(each).min().orElseThrow() - 1e-6,
                                    Arrays.stream(each).max().orElseThrow() + 1e-6);
                }
            }
        }
    }
}
