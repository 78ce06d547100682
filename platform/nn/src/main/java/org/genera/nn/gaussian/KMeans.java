package org.genera.nn.gaussian;

import java.util.Arrays;
import org.genera.nn.Call.Fetched;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;
import org.genera.spi.ModelContext;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * K-means: centres spread by k-means++ (Arthur, Vassilvitskii 2007), then moved by Lloyd's algorithm: where expectation
 * maximisation begins. Owns a graph of its own, which nobody needs once that runs.
 */
public final class KMeans implements AutoCloseable {
    private static final int PASSES = 30;
    private static final double WORTHWHILE = 1e-4;

    private final int clusters;
    private final int size;
    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat64> centres;
    private final Operand<TFloat64> toFirst;
    private final Operand<TFloat64> nearest;
    private final Operand<TFloat64> squares;
    private final Operand<TFloat64> sums;
    private final ModelSession session;

    /**
     * @param clusters how many
     * @param size D of a row
     */
    public KMeans(ModelContext context, int clusters, int size) {
        this.clusters = clusters;
        this.size = size;
        ModelGraph graph = new ModelGraph(context, 0);
        Ops tf = graph.tf();
        x = graph.input("x", -1, size);
        centres = tf.withName("centres").placeholder(TFloat64.class, Placeholder.shape(Shape.of(-1, size)));
        Operand<TFloat64> rows = tf.dtypes.cast(x, TFloat64.class);
        toFirst = squares(tf, rows, tf.gather(centres, tf.constant(new int[] {0}), tf.constant(0)));
        // ‖x − c‖² less what all centres share.
        Operand<TFloat64> lengths = tf.reduceSum(tf.math.mul(centres, centres), tf.constant(1));
        Operand<TFloat64> products = tf.linalg.matMul(rows, centres, MatMul.transposeB(true));
        Operand<TInt32> index = tf.math.argMin(
                tf.math.sub(lengths, tf.math.mul(tf.constant(2.0), products)), tf.constant(1), TInt32.class);
        nearest = tf.dtypes.cast(index, TFloat64.class);
        squares = squares(tf, rows, tf.gather(centres, index, tf.constant(0)));
        Operand<TFloat64> members = tf.oneHot(index, tf.constant(clusters), tf.constant(1.0), tf.constant(0.0));
        sums = tf.linalg.matMul(members, rows, MatMul.transposeA(true));
        session = graph.open();
    }

    private static Operand<TFloat64> squares(Ops tf, Operand<TFloat64> rows, Operand<TFloat64> others) {
        Operand<TFloat64> differences = tf.math.sub(rows, others);
        return tf.reduceSum(tf.math.mul(differences, differences), tf.constant(1));
    }

    /**
     * Where the rows belong.
     *
     * @param nearest [N], the index of the nearest centre
     * @param squares [N], the squared distance to it
     * @param means [K, D], of the rows of each cluster; of an empty one the centre that it had
     * @param sizes [K], how many rows are in each cluster
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Clusters(int[] nearest, double[] squares, double[] means, int[] sizes) {
        /** Sum of the squared distances. */
        public double inertia() {
            return Arrays.stream(squares).sum();
        }
    }

    /**
     * Clusters that Lloyd's algorithm improves by less than a ten-thousandth. Of fewer different rows than clusters, as many
     * clusters are left empty as are too many.
     *
     * @param rows [N, D], one or more
     */
    public Clusters fit(float[] rows, long seed) {
        Clusters found = assign(rows, spread(rows, seed));
        for (int pass = 0; pass < PASSES; pass++) {
            double[] moved = found.means().clone();
            fillEmpty(moved, found, rows);
            Clusters next = assign(rows, moved);
            double gain = found.inertia() - next.inertia();
            found = gain > 0 ? next : found;
            if (gain <= WORTHWHILE * found.inertia()) {
                break;
            }
        }
        return found;
    }

    /** K-means++: each next centre is a row drawn by its squared distance to the nearest centre so far. */
    double[] spread(float[] rows, long seed) {
        int count = rows.length / size;
        double[] chosen = new double[clusters * size];
        double[] distances = new double[count];
        Arrays.fill(distances, 1);
        for (int k = 0; k < clusters; k++) {
            int row = draw(distances, Seeds.uniform(seed, "centre/" + k));
            copy(rows, row, chosen, k);
            double[] centre = Arrays.copyOfRange(chosen, k * size, (k + 1) * size);
            boolean first = k == 0;
            RowChunks.forEach(rows, size, 1, (chunk, from, rowsOfChunk) -> {
                double[] squares = session.call()
                        .feed(x, chunk, rowsOfChunk, size)
                        .feed(centres, centre, 1, size)
                        .doubles(toFirst);
                for (int i = 0; i < squares.length; i++) {
                    distances[from + i] = first ? squares[i] : Math.min(distances[from + i], squares[i]);
                }
            });
        }
        return chosen;
    }

    /** The first row where every row is a centre already. */
    private static int draw(double[] distances, double uniform) {
        double left = uniform * Arrays.stream(distances).sum();
        int last = 0;
        for (int i = 0; i < distances.length; i++) {
            if (distances[i] > 0) {
                last = i;
                left -= distances[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    /** A cluster that nothing is nearest to gets the row that is worst served. */
    private void fillEmpty(double[] moved, Clusters found, float[] rows) {
        double[] squares = found.squares().clone();
        for (int k = 0; k < clusters; k++) {
            if (found.sizes()[k] == 0) {
                int worst = 0;
                for (int i = 1; i < squares.length; i++) {
                    worst = squares[i] > squares[worst] ? i : worst;
                }
                copy(rows, worst, moved, k);
                squares[worst] = 0;
            }
        }
    }

    private void copy(float[] rows, int row, double[] to, int k) {
        for (int j = 0; j < size; j++) {
            to[k * size + j] = rows[row * size + j];
        }
    }

    private Clusters assign(float[] rows, double[] about) {
        int count = rows.length / size;
        Clusters clusters =
                new Clusters(new int[count], new double[count], new double[about.length], new int[this.clusters]);
        RowChunks.forEach(rows, size, 1, (chunk, from, rowsOfChunk) -> {
            try (Fetched fetched = session.call()
                    .feed(x, chunk, rowsOfChunk, size)
                    .feed(centres, about, this.clusters, size)
                    .fetch(nearest, squares, sums)) {
                double[] indices = fetched.doubles(0);
                for (int i = 0; i < rowsOfChunk; i++) {
                    clusters.nearest()[from + i] = (int) indices[i];
                    clusters.sizes()[(int) indices[i]]++;
                }
                System.arraycopy(fetched.doubles(1), 0, clusters.squares(), from, rowsOfChunk);
                double[] part = fetched.doubles(2);
                for (int j = 0; j < part.length; j++) {
                    clusters.means()[j] += part[j];
                }
            }
        });
        for (int j = 0; j < about.length; j++) {
            int members = clusters.sizes()[j / size];
            clusters.means()[j] = members == 0 ? about[j] : clusters.means()[j] / members;
        }
        return clusters;
    }

    @Override
    public void close() {
        session.close();
    }
}
