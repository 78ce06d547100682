package org.genera.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.genera.spi.Batch;
import org.genera.spi.Classification;
import org.genera.spi.Codes;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.Embedding;
import org.genera.spi.Given;
import org.genera.spi.Guide;
import org.genera.spi.Half;
import org.genera.spi.Known;
import org.genera.spi.Model;
import org.genera.spi.NoiseLevel;
import org.genera.spi.Part;
import org.genera.spi.Samples;
import org.genera.spi.ScoreField;
import org.genera.spi.ScoreField.Scores;

/** What codes on a grid, scores, guides and embeddings promise, each looked at where the model has it. */
final class FieldPromises {
    /** How far finite differences go to either side, in the units of the data. */
    private static final double STEP = 2e-3;

    private final Model model;
    private final List<Part> leadsTo;
    private final DataSpec data;
    private final Batch batch;

    /** @param leadsTo what the model leads to if it guides */
    FieldPromises(Model model, List<Part> leadsTo, DataSpec data, Batch batch) {
        this.model = model;
        this.leadsTo = leadsTo;
        this.data = data;
        this.batch = batch;
    }

    void hold() {
        if (model instanceof Codes codes) {
            onTheGrid(codes);
        }
        if (model instanceof ScoreField field) {
            field.levels().forEach(level -> isTheGradientOfTheLogDensity(field, level));
        }
        if (model instanceof Guide guide) {
            leadsTo.forEach(part -> leads(guide, part));
        }
        if (model instanceof Embedding embedding) {
            vectors(embedding);
        }
    }

    private void onTheGrid(Codes coded) {
        int[] codes = coded.codes(batch);
        assertThat(coded.grid()).isNotEmpty().allMatch(axis -> axis > 0);
        assertThat(codes).hasSize(batch.count() * coded.codesOfExample()).isEqualTo(coded.codes(batch));
        for (int code : codes) {
            assertThat(code).isBetween(0, coded.alphabet() - 1);
        }
        Samples decoded = coded.fromCodes(codes);
        assertThat(decoded.shape()).isEqualTo(data.shape());
        assertThat(decoded.count()).isEqualTo(batch.count());
        int[] again = coded.codes(new Batch(batch.count(), decoded.values(), batch.labels(), decoded.lengths()));
        assertThat(again).as("the codes of decoded codes").hasSameSizeAs(codes);
    }

    private void isTheGradientOfTheLogDensity(ScoreField field, NoiseLevel level) {
        List<NoiseLevel> levels = Collections.nCopies(batch.count(), level);
        Scores scores = field.score(batch, levels);
        assertThat(scores.gradient()).hasSameSizeAs(batch.values()).doesNotContain(Float.NaN);
        assertThat(field.score(batch, levels).gradient()).isEqualTo(scores.gradient());
        if (scores.logDensity().length > 0) {
            equalsFiniteDifferences(
                    "score at " + level,
                    scores.gradient(),
                    x -> field.score(x, levels).logDensity());
        }
    }

    private void leads(Guide guide, Part to) {
        List<NoiseLevel> levels = Collections.nCopies(batch.count(), NoiseLevel.CLEAN);
        Given target = new Given(batch, Known.only(to, data.shape()));
        Batch x = to.half()
                .map(half -> batch.half(half.other(), (DataShape.Pair) data.shape()))
                .orElse(batch);
        float[] gradient = guide.gradient(x, levels, target);
        assertThat(gradient).hasSameSizeAs(x.values()).doesNotContain(Float.NaN);
        assertThat(gradient.length)
                .isEqualTo(x.count() * Guide.led(data, to).shape().size());
        if (to == Part.LABEL && model instanceof Classification classification) {
            equalsFiniteDifferences("gradient of log p(y|x)", gradient, at -> {
                double[] log = classification.logPosterior(at);
                double[] ofLabel = new double[at.count()];
                for (int i = 0; i < ofLabel.length; i++) {
                    ofLabel[i] = log[i * data.classes() + batch.labels()[i]];
                }
                return ofLabel;
            });
        }
    }

    private interface Field {
        /** A number for each example. */
        double[] at(Batch x);
    }

    /** Along the gradient itself, where it is steepest, and along a direction that has nothing to do with it. */
    private void equalsFiniteDifferences(String what, float[] gradient, Field field) {
        int size = data.shape().size();
        Random random = new Random(3);
        for (boolean steepest : new boolean[] {true, false}) {
            double[] direction = new double[gradient.length];
            for (int i = 0; i < direction.length; i++) {
                direction[i] = steepest ? gradient[i] : random.nextGaussian();
            }
            double[] lengths = lengths(direction, size);
            double[] steep = lengths(doubles(gradient), size);
            double[] above = field.at(moved(direction, lengths, 1));
            double[] below = field.at(moved(direction, lengths, -1));
            for (int n = 0; n < batch.count(); n++) {
                double slope = 0;
                for (int i = n * size; i < (n + 1) * size; i++) {
                    slope += lengths[n] == 0 ? 0 : gradient[i] * direction[i] / lengths[n];
                }
                assertThat((above[n] - below[n]) / (2 * STEP))
                        .as("%s, example %d, along %s", what, n, steepest ? "itself" : "a random direction")
                        .isCloseTo(slope, Offset.offset(0.03 * steep[n] + 1e-3));
            }
        }
    }

    private static double[] doubles(float[] single) {
        double[] doubles = new double[single.length];
        java.util.Arrays.setAll(doubles, i -> single[i]);
        return doubles;
    }

    private static double[] lengths(double[] vectors, int size) {
        double[] lengths = new double[vectors.length / size];
        for (int i = 0; i < vectors.length; i++) {
            lengths[i / size] += vectors[i] * vectors[i];
        }
        java.util.Arrays.setAll(lengths, i -> Math.sqrt(lengths[i]));
        return lengths;
    }

    private Batch moved(double[] direction, double[] lengths, int sign) {
        int size = data.shape().size();
        float[] values = batch.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += lengths[i / size] == 0 ? 0 : (float) (sign * STEP * direction[i] / lengths[i / size]);
        }
        return new Batch(batch.count(), values, batch.labels(), batch.lengths());
    }

    private void vectors(Embedding embedding) {
        assertThat(embedding.embeddingWidth()).isPositive();
        assertThat(embedding.scale()).isPositive().isFinite();
        Set<Half> halves = embedding.halves();
        if (halves.isEmpty()) {
            vectors(embedding, batch, Optional.empty());
        } else {
            DataShape.Pair pair = (DataShape.Pair) data.shape();
            halves.forEach(half -> vectors(embedding, batch.half(half, pair), Optional.of(half)));
        }
    }

    private static void vectors(Embedding embedding, Batch examples, Optional<Half> half) {
        float[] vectors = embedding.embed(examples, half);
        assertThat(vectors)
                .hasSize(examples.count() * embedding.embeddingWidth())
                .isEqualTo(embedding.embed(examples, half));
        for (float each : vectors) {
            assertThat(each).isFinite();
        }
    }
}
