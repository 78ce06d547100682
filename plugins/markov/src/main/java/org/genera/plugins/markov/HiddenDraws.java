package org.genera.plugins.markov;

import java.util.SplittableRandom;
import org.genera.nn.Seeds;
import org.genera.nn.SequenceLengths;
import org.genera.spi.DataShape;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;

/**
 * Draws sequences of a hidden Markov model as its parameters are now. Where some elements are known, states come from their
 * distribution given these: forward filtering, in which what is unknown says nothing, then backward sampling
 * (Frühwirth-Schnatter 1994). What is unknown is then emitted.
 *
 * @param initial π [S]
 * @param transition A [S,S], a row for the state before
 */
@SuppressWarnings("ArrayRecordComponent")
record HiddenDraws(
        DataShape.Sequence shape,
        double[] initial,
        double[] transition,
        SequenceLengths.Drawing lengths,
        Emission.Drawing emission,
        Emission.Scoring scoring) {

    Samples draw(SampleRequest request) {
        float[] values = new float[request.count() * shape.size()];
        int[] drawn = new int[request.count()];
        KnownElements known = KnownElements.of(shape, request);
        for (int i = 0; i < request.count(); i++) {
            SplittableRandom random = new SplittableRandom(Seeds.derive(request.seed(), "sequence/" + i));
            drawn[i] = lengths.draw(request, i, random.nextDouble());
            if (known.any()) {
                complete(i, drawn[i], known, random, values);
            } else {
                generate(i, drawn[i], random, values);
            }
        }
        return new Samples(shape, request.count(), values, drawn);
    }

    private void generate(int i, int length, SplittableRandom random, float[] values) {
        int state = 0;
        for (int t = 0; t < length; t++) {
            double uniform = random.nextDouble();
            state = t == 0
                    ? Distributions.draw(initial, 0, states(), uniform)
                    : Distributions.draw(transition, state * states(), states(), uniform);
            emission.draw(i, t, state, random, values, at(i, t));
        }
    }

    private void complete(int i, int length, KnownElements known, SplittableRandom random, float[] values) {
        double[][] filtered = filter(i, length, known);
        int[] path = new int[length];
        for (int t = length - 1; t >= 0; t--) {
            // p(s_t | s_t+1, x_1 … x_t) ∝ p(s_t | x_1 … x_t) A(s_t, s_t+1): the later elements say no more of it.
            double[] weights = filtered[t];
            if (t + 1 < length) {
                weights = weights.clone();
                for (int state = 0; state < states(); state++) {
                    weights[state] *= transition[state * states() + path[t + 1]];
                }
                normalise(weights);
            }
            path[t] = Distributions.draw(weights, 0, states(), random.nextDouble());
        }
        for (int t = 0; t < length; t++) {
            emission.draw(i, t, path[t], random, values, at(i, t));
            known.restore(i, t, values, at(i, t));
        }
    }

    /** p(s_t | what is known of x_1 … x_t) [T][S]. */
    private double[][] filter(int i, int length, KnownElements known) {
        double[][] filtered = new double[length][];
        double[] predicted = initial;
        for (int t = 0; t < length; t++) {
            double[] now = new double[states()];
            double most = Double.NEGATIVE_INFINITY;
            for (int state = 0; state < states(); state++) {
                now[state] = Math.log(predicted[state]) + scoring.logDensity(i, t, state, known);
                most = Math.max(most, now[state]);
            }
            for (int state = 0; state < states(); state++) {
                now[state] = Math.exp(now[state] - most);
            }
            normalise(now);
            filtered[t] = now;
            predicted = new double[states()];
            for (int from = 0; from < states(); from++) {
                for (int to = 0; to < states(); to++) {
                    predicted[to] += now[from] * transition[from * states() + to];
                }
            }
        }
        return filtered;
    }

    private static void normalise(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
    }

    private int states() {
        return initial.length;
    }

    private int at(int i, int t) {
        return i * shape.size() + t * shape.width();
    }
}
