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
 * covariance C Cᵀ (Bishop 2006, eqs. 2.81 and 2.82). Of several components one is drawn by p(k | x_o) ∝ π_k N(x_o; μ_k, Σ_k)
 * first, where none is known.
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

    Completion(Gaussians gaussians, ModelSession session, Known known) {
        this.gaussians = gaussians;
        this.session = session;
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
        float[] given = request.given().orElseThrow().examples().values();
        int[] labels = request.labels();
        int[] chosen = labels.length > 0 ? gaussians.known(labels) : chosen(request.seed(), count, given);
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
                    draw(root, k, i, given, noise, values);
                }
            }
        }
        request.restore(values);
        return values;
    }

    private void draw(Root root, int k, int i, float[] given, float[] noise, float[] values) {
        double[] z = Arrays.copyOf(root.white(centred(k, i, given)), size);
        for (int at = seen.length; at < size; at++) {
            z[at] = noise[i * size + order[at]];
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

    private int[] chosen(long seed, int count, float[] given) {
        int components = gaussians.components();
        int[] chosen = new int[count];
        if (components == 1) {
            return chosen;
        }
        // log π_k + log N(x_o; μ_k, Σ_k), but for what all components share.
        double[] joint = new double[count * components];
        double[] logWeights = gaussians.logWeights(session);
        for (int k = 0; k < components; k++) {
            Root root = gaussians.root(session, k, seen);
            double constant = logWeights[k] - root.logDeterminant();
            for (int i = 0; i < count; i++) {
                double squares = 0;
                for (double z : root.white(centred(k, i, given))) {
                    squares += z * z;
                }
                joint[i * components + k] = constant - 0.5 * squares;
            }
        }
        double[] evidence = gaussians.evidence(joint);
        for (int i = 0; i < count; i++) {
            double uniform = Seeds.uniform(seed, "class/" + i);
            while (chosen[i] < components - 1
                    && (uniform -= Math.exp(joint[i * components + chosen[i]] - evidence[i])) >= 0) {
                chosen[i]++;
            }
        }
        return chosen;
    }

    /**
     * The lower triangular root of a covariance matrix.
     *
     * @param rows [N, N], or its diagonal [N] where there is nothing beside it
     * @param size N
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Root(double[] rows, int size) {

        /** The entry of a row in a column up to the diagonal. */
        private double at(int row, int column) {
            return rows[row * size + column];
        }

        private boolean diagonal() {
            return rows.length == size;
        }

        /** L⁻¹ x for the first coordinates: as many as x has. */
        double[] white(double[] x) {
            double[] z = new double[x.length];
            for (int row = 0; row < x.length; row++) {
                double rest = x[row];
                if (diagonal()) {
                    z[row] = rest / rows[row];
                    continue;
                }
                for (int column = 0; column < row; column++) {
                    rest -= at(row, column) * z[column];
                }
                z[row] = rest / at(row, row);
            }
            return z;
        }

        /** A coordinate of L z. */
        double colour(double[] z, int row) {
            if (diagonal()) {
                return rows[row] * z[row];
            }
            double sum = 0;
            for (int column = 0; column <= row; column++) {
                sum += at(row, column) * z[column];
            }
            return sum;
        }

        /** log det L. */
        double logDeterminant() {
            double sum = 0;
            for (int row = 0; row < size; row++) {
                sum += Math.log(diagonal() ? rows[row] : at(row, row));
            }
            return sum;
        }
    }
}
