package org.genera.plugins.diffusion;

import java.util.Optional;

/**
 * Heun's method along the probability flow dx = x̂_0 da + ε̂ ds, a trapezoid in signal and noise: for a = 1 algorithm 1 of Karras et
 * al. (2022) without churn, on straight lines Heun's method in time. The last step, to the data, is Euler's.
 *
 * @param count of the times that are visited
 */
record Heun(int count, Spacing spacing) implements Solver {

    @Override
    public float[] run(Task task, float[] start) {
        double[] times = spacing.times(task.process(), count);
        float[] x = start;
        for (int i = count; i >= 1; i--) {
            float[] x0 = task.predict(x, times[i]).x0();
            x = step(task, x, x0, times[i], times[i - 1]);
            task.watcher().at(times[i - 1], x, x0);
        }
        return x;
    }

    /** The way to the end of the process: from data to the noise that leads to them. */
    float[] inverse(Task task, float[] data) {
        NoiseProcess process = task.process();
        double[] times = spacing.times(process, count);
        // The least noise takes the place of none.
        float[] x = Numbers.combine(data, process.signal(times[1]), data, 0);
        for (int i = 1; i < count; i++) {
            x = step(task, x, task.predict(x, times[i]).x0(), times[i], times[i + 1]);
        }
        return x;
    }

    private static float[] step(Task task, float[] x, float[] x0, double from, double to) {
        NoiseProcess process = task.process();
        float[] epsilon = epsilon(process, x, x0, from);
        if (to == 0) {
            return x0;
        }
        double moreSignal = process.signal(to) - process.signal(from);
        double moreNoise = process.noise(to) - process.noise(from);
        float[] first = Numbers.combine(x0, moreSignal, epsilon, moreNoise);
        float[] there = Numbers.combine(x, 1, first, 1);
        float[] x0There = task.predict(there, to).x0();
        float[] second = Numbers.combine(x0There, moreSignal, epsilon(process, there, x0There, to), moreNoise);
        return Numbers.combine(x, 1, Numbers.combine(first, 0.5, second, 0.5), 1);
    }

    private static float[] epsilon(NoiseProcess process, float[] x, float[] x0, double time) {
        return Numbers.combine(x, 1 / process.noise(time), x0, -process.signal(time) / process.noise(time));
    }

    @Override
    public Optional<Effort> effort(NoiseProcess process) {
        int visited = spacing.times(process, count).length - 1;
        return Optional.of(new Effort(2 * visited - 1, visited + 1));
    }
}
