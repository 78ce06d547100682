package org.genera.plugins.diffusion;

import java.util.Optional;

/**
 * DPM-Solver++ 2M (Lu et al. 2022b, algorithm 2): exponential integration of the probability flow in λ = log(a/s), x̂_0 extrapolated
 * from two evaluations. The first step and the last are of first order.
 *
 * @param count of the times that are visited
 */
record DpmSolver(int count, Spacing spacing) implements Solver {

    @Override
    public float[] run(Task task, float[] start) {
        NoiseProcess process = task.process();
        double[] times = spacing.times(process, count);
        float[] x = start;
        float[] before = new float[0];
        double stepBefore = 0;
        for (int i = count; i >= 1; i--) {
            double from = times[i];
            double to = times[i - 1];
            float[] x0 = task.predict(x, from).x0();
            double step = process.logSignalToNoise(to) - process.logSignalToNoise(from);
            boolean first = i == count || i == 1 || !Double.isFinite(step) || !Double.isFinite(stepBefore);
            double half = first ? 0 : step / (2 * stepBefore);
            float[] direction = first ? x0 : Numbers.combine(x0, 1 + half, before, -half);
            x = Numbers.combine(
                    x, process.noise(to) / process.noise(from), direction, -process.signal(to) * Math.expm1(-step));
            before = x0;
            stepBefore = step;
            task.watcher().at(to, x, x0);
        }
        return x;
    }

    @Override
    public Optional<Effort> effort(NoiseProcess process) {
        int visited = spacing.times(process, count).length - 1;
        return Optional.of(new Effort(visited, visited + 1));
    }
}
