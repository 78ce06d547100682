package org.genera.plugins.diffusion;

import java.util.Optional;

/**
 * Predictor and corrector (Song et al. 2021b, algorithm 1): ancestral steps, and after each some Langevin steps x ← x + ε g + √(2ε) z
 * along the score g. The papers' ε = 2 (r ‖z‖/‖g‖)² (algorithms 4 and 5) has the norms of a batch, by which its examples would depend
 * on each other; here ‖g‖ is what it is of noise, ‖z‖/s, and ε = 2 (r s)².
 *
 * @param predictor of the steps
 * @param corrections Langevin steps after each
 * @param ratio r, the signal-to-noise ratio of a correction
 */
record PredictorCorrector(Strided predictor, int corrections, double ratio) implements Solver {

    @Override
    public float[] run(Task task, float[] start) {
        float[] x = start;
        for (ReverseStep step : predictor.steps(task.process())) {
            Denoiser.Prediction predicted = task.predict(x, step.from());
            x = step.apply(predicted, x, task.noise(), 0);
            for (int turn = 1; turn <= corrections && step.to() > 0; turn++) {
                x = corrected(task, x, step.to(), turn);
            }
            task.watcher().at(step.to(), x, predicted.x0());
        }
        return x;
    }

    private float[] corrected(Task task, float[] x, double time, int turn) {
        NoiseProcess process = task.process();
        // ε g = 2 r² (a x̂_0 − x)
        double step = 2 * ratio * ratio;
        float[] mean = Numbers.combine(x, 1 - step, task.predict(x, time).x0(), step * process.signal(time));
        return Numbers.combine(mean, 1, task.noise().at(time, turn), Math.sqrt(2 * step) * process.noise(time));
    }

    @Override
    public Optional<Effort> effort(NoiseProcess process) {
        int steps = predictor.steps(process).size();
        return Optional.of(new Effort(steps + corrections * (steps - 1), steps + 1));
    }
}
