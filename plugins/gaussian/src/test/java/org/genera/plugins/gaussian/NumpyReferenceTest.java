package org.genera.plugins.gaussian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;
import org.genera.testkit.OneBatch;
import org.junit.jupiter.api.Test;

/**
 * Equality with {@code numpy.mean} and {@code numpy.cov(x.T, bias=True)} of numpy 2.4.6, of this matrix:
 *
 * <pre>
 * x = np.array([[np.float32(((i*7919+j*104729)*(i+3*j+1) % 10007)/997) for j in range(3)] for i in range(200)],
 *              dtype=np.float32).astype(np.float64)
 * x[:, 1] += x[:, 0]*0.5
 * x = x.astype(np.float32).astype(np.float64)
 * </pre>
 */
class NumpyReferenceTest {
    private static final List<Double> MEAN = List.of(5.138881652560085, 7.74563441246748, 5.0473370204865935);
    private static final double[][] COVARIANCE = {
        {8.918390963507909, 5.0823751299317, 0.6217898278886821},
        {5.0823751299317, 10.606749729924655, 0.40620957318754186},
        {0.6217898278886821, 0.40620957318754186, 8.431074879147834}
    };

    private static float[] matrix() {
        float[] x = new float[600];
        for (long i = 0; i < 200; i++) {
            for (long j = 0; j < 3; j++) {
                x[(int) (i * 3 + j)] = (float) (((i * 7919 + j * 104729) * (i + 3 * j + 1) % 10007) / 997.0);
            }
            int row = (int) i * 3;
            x[row + 1] = (float) (x[row + 1] + x[row] * 0.5);
        }
        return x;
    }

    @Test
    void mean_and_full_covariance_equal_those_of_numpy_to_1e_9() {
        Values values =
                Values.of(new GaussianFamily().variants().get(0).hyperparameters(), Map.of("relativeVarianceFloor", 0));
        DataSpec data = new DataSpec(new DataShape.Vector(3), ValueRange.REAL, 0, 200);
        try (GaussianModel model = (GaussianModel)
                new GaussianFamily().build(new ModelSpec("full", values, data, 1), ModelContext.cpu())) {
            model.trainStep(OneBatch.first(new Batch(200, matrix(), new int[0])));
            double[] mean = model.affine(0, new float[3]);
            // Row j of μ + L I is μ + the j-th column of L.
            double[] columns = model.affine(0, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
            for (int j = 0; j < 3; j++) {
                assertThat(mean[j]).isCloseTo(MEAN.get(j), Offset.offset(1e-9));
                for (int k = 0; k < 3; k++) {
                    double product = 0;
                    for (int c = 0; c < 3; c++) {
                        product += (columns[c * 3 + j] - mean[j]) * (columns[c * 3 + k] - mean[k]);
                    }
                    assertThat(product).isCloseTo(COVARIANCE[j][k], Offset.offset(1e-9));
                }
            }
        }
    }
}
