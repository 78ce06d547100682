package org.genera.plugins.diffusion;

import java.util.Optional;

/**
 * Annealed Langevin dynamics (Song and Ermon 2019, algorithm 1): at each level of noise, from the most to the least, some steps x ← x +
 * (α/2) ∇ log p(x) + √α z with α proportional to σ², and x̂_0 at the end (Jolicoeur-Martineau et al. 2021, sec. 3.1).
 *
 * @param levels how many
 * @param repetitions steps at each
 * @param stepSize α/σ²; ε/σ_L² of the paper, whose values are 0.2
 */
record AnnealedLangevin(int levels, int repetitions, double stepSize) implements Solver {

    @Override
    public float[] run(Task task, float[] start) {
        NoiseProcess process = task.process();
        double[] times = times(process);
        float[] x = start;
        float[] x0 = start;
        for (int i = levels; i >= 1; i--) {
            double noise = process.noise(times[i]);
            for (int turn = 1; turn <= repetitions; turn++) {
                x0 = task.predict(x, times[i]).x0();
                // (α/2) (x̂_0 − x)/σ²
                float[] mean = Numbers.combine(x, 1 - stepSize / 2, x0, stepSize / 2);
                x = Numbers.combine(mean, 1, task.noise().at(times[i], turn), Math.sqrt(stepSize) * noise);
            }
            if (i > 1) {
                task.watcher().at(times[i - 1], x, x0);
            }
        }
        x0 = task.predict(x, times[1]).x0();
        task.watcher().at(0, x0, x0);
        return x0;
    }

    private double[] times(NoiseProcess process) {
        if (process.signal(process.end()) != 1) {
            throw new IllegalArgumentException(
                    "expected a run in which noise is added and nothing of the data taken (NCSN, VE), got one whose signal"
                            + " fades; draw with predictor-corrector, which has Langevin steps for all");
        }
        return Spacing.LINEAR.times(process, levels);
    }

    @Override
    public Optional<Effort> effort(NoiseProcess process) {
        times(process);
        return Optional.of(new Effort(levels * repetitions + 1, levels + 1));
    }
}
