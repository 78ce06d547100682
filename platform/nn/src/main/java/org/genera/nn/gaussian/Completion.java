package org.genera.nn.gaussian;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.spi.Known;
import org.genera.spi.SampleRequest;

/**
 * Draws the unknown coordinates u given the known ones o. With o first, Σ = L Lᵀ for
 * <pre>L = | A 0 |, so that x_o = μ_o + A z_o and x_u = μ_u + B z_o + C z_u:
 *     | B C |</pre>
 * z_o follows from what is known, z_u is drawn, and x_u then has the conditional mean μ_u + Σ_uo Σ_oo⁻¹ (x_o − μ_o) and the
 * covariance C Cᵀ (Bishop 2006, eqs. 2.81 and 2.82). Of several components one is drawn by p(k | x_o) ∝ π_k p_k(x_o) first,
 * where none is known. Where components have other {@link Tails} than a Gaussian's, z_u is drawn with theirs.
 *
 * <p>Rows are computed one by one in Java: a draw does not depend on how many there are.
 */
final class Completion {
    private final Gaussians gaussians;
    private final ModelSession session;
    private final int size;
    private final int[] seen;
    private final int[] order;
    private final double[] means;
    private final Tails tails;

    Completion(Gaussians gaussians, ModelSession session, Known known, Tails tails) {
        this.gaussians = gaussians;
        this.session = session;
        this.tails = tails;
        this.size = gaussians.size();
        this.seen = IntStream.range(0, size).filter(known::value).toArray();
        this.order = IntStream.concat(
                        Arrays.stream(seen), IntStream.range(0, size).filter(j -> !known.value(j)))
                .toArray();
        this.means = gaussians.means(session);
    }

    /** @return [count, D], the known coordinates as they were given */
    float[] draw(SampleRequest request) {
        int count = request.count();
        float[] given = request.given().map(it -> it.examples().values()).orElse(new float[0]);
        int[] chosen = chosen(request, given);
        float[] noise = session.baseNoise(request.seed(), "x", count, size);
        float[] values = new float[count * size];
        for (int k = 0; k < gaussians.components(); k++) {
            int component = k;
            int[] members = IntStream.range(0, count)
                    .filter(i -> chosen[i] == component)
                    .toArray();
            if (members.length > 0) {
                Root root = gaussians.root(session, k, order);
                for (int i : members) {
                    draw(root, k, i, Seeds.derive(request.seed(), "tails/" + i), given, noise, values);
                }
            }
        }
        request.restore(values);
        return values;
    }

    private void draw(Root root, int k, int i, long seed, float[] given, float[] noise, float[] values) {
        double[] there = root.white(centred(k, i, given));
        double[] stretches = tails.stretches(k, seed, there, size - seen.length);
        double[] z = Arrays.copyOf(there, size);
        for (int at = seen.length; at < size; at++) {
            z[at] = stretches[at - seen.length] * noise[i * size + order[at]];
        }
        for (int at = seen.length; at < size; at++) {
            values[i * size + order[at]] = (float) (means[k * size + order[at]] + root.colour(z, at));
        }
    }

    /** x_o − μ_o. */
    private double[] centred(int k, int i, float[] given) {
        double[] centred = new double[seen.length];
        for (int at = 0; at < seen.length; at++) {
            centred[at] = given[i * size + seen[at]] - means[k * size + seen[at]];
        }
        return centred;
    }

    private int[] chosen(SampleRequest request, float[] given) {
        int components = gaussians.components();
        int count = request.count();
        int[] labels = request.labels();
        if ((labels.length > 0 ? gaussians.ofLabel() : components) == 1) {
            // There is no other to choose.
            return gaussians.chosen(request.seed(), count, labels, i -> new double[components]);
        }
        // log π_k + log p_k(x_o), but for what all components share.
        double[][] joint = new double[count][components];
        double[] logWeights = tails.logWeights();
        for (int k = 0; k < components; k++) {
            Root root = gaussians.root(session, k, seen);
            double constant = logWeights[k] - root.logDeterminant();
            for (int i = 0; i < count; i++) {
                joint[i][k] = constant + tails.logDensity(k, root.white(centred(k, i, given)));
            }
        }
        return gaussians.chosen(request.seed(), count, labels, i -> joint[i]);
    }
}
