package org.genera.plugins.diffusion;

import java.util.Arrays;
import java.util.Optional;

/**
 * The probability-flow ODE (Song et al. 2021b, sec. 4.3), dx = x̂_0 da + ε̂ ds, with steps as short as a tolerance asks of each
 * example. In the angle φ with tan φ = s/a and u = x/√(a² + s²) it is du/dφ = cos φ ε̂ − sin φ x̂_0 for any process, on a finite way and
 * without derivatives of schedules.
 *
 * @param tolerance of the error of a step in u
 */
record ProbabilityFlow(double tolerance) implements Solver {

    @Override
    public float[] run(Task task, float[] start) {
        NoiseProcess process = task.process();
        int size = start.length / task.count();
        double scale = process.scale(process.end());
        double[][] states = new double[task.count()][size];
        for (int i = 0; i < start.length; i++) {
            states[i / size][i % size] = start[i] / scale;
        }
        float[][] predicted = {start};
        DormandPrince.Field field = (rows, angles, now) -> {
            double[] times = Arrays.stream(angles).map(process::timeOfAngle).toArray();
            float[] x0 =
                    task.denoiser().at(rows, noisy(process, times, now), times).x0();
            predicted[0] = with(predicted[0], rows, x0);
            return velocity(angles, now, x0);
        };
        new DormandPrince(tolerance, size)
                .integrate(
                        field, states, process.angle(process.end()), process.angle(process.least()), (angles, now) -> {
                            double[] times = Arrays.stream(angles)
                                    .map(process::timeOfAngle)
                                    .toArray();
                            task.watcher()
                                    .at(Arrays.stream(times).max().orElse(0), noisy(process, times, now), predicted[0]);
                        });
        double[] least = new double[task.count()];
        Arrays.fill(least, process.least());
        float[] x0 =
                task.predict(noisy(process, least, states), process.least()).x0();
        task.watcher().at(0, x0, x0);
        return x0;
    }

    /** What was predicted of all, with what is now of some. */
    private static float[] with(float[] all, int[] rows, float[] some) {
        float[] now = all.clone();
        int size = some.length / rows.length;
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(some, i * size, now, rows[i] * size, size);
        }
        return now;
    }

    /** x_t from u, one row after the other. */
    static float[] noisy(NoiseProcess process, double[] times, double[][] states) {
        int size = states[0].length;
        float[] x = new float[times.length * size];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (process.scale(times[i / size]) * states[i / size][i % size]);
        }
        return x;
    }

    /** du/dφ = (cos φ u − x̂_0)/sin φ, which is cos φ ε̂ − sin φ x̂_0. */
    private static double[][] velocity(double[] angles, double[][] states, float[] x0) {
        int size = states[0].length;
        double[][] velocity = new double[angles.length][size];
        for (int i = 0; i < x0.length; i++) {
            double angle = angles[i / size];
            velocity[i / size][i % size] = (Math.cos(angle) * states[i / size][i % size] - x0[i]) / Math.sin(angle);
        }
        return velocity;
    }

    @Override
    public Optional<Effort> effort(NoiseProcess process) {
        return Optional.empty();
    }
}
