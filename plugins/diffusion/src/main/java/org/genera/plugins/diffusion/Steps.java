package org.genera.plugins.diffusion;

import static org.genera.spi.Hyperparameters.integer;

import java.util.List;
import java.util.Optional;
import org.genera.spi.Hyperparameter;

/** Solvers that ask once for each of a list of steps. */
interface Steps extends Solver {

    Hyperparameter<Long> RESAMPLINGS = integer("resamplings")
            .from(1)
            .to(100)
            .orElse(1)
            .help(
                    "Where some values are known: how often each step is made, with noise put back between, so that the others"
                            + " come to agree with them (RePaint has 10).");

    /**
     * The steps from the end of the process to the data.
     *
     * @throws IllegalArgumentException if they do not fit the process
     */
    List<ReverseStep> steps(NoiseProcess process);

    /** How often each step is made, with the noise of the forward process between (Lugmayr et al. 2022, algorithm 1). */
    default int repetitions() {
        return 1;
    }

    @Override
    default float[] run(Task task, float[] start) {
        float[] x = start;
        for (ReverseStep step : steps(task.process())) {
            int times = step.to() > 0 ? repetitions() : 1;
            for (int turn = 0; turn < times; turn++) {
                Denoiser.Prediction predicted = task.predict(x, step.from());
                x = step.apply(predicted, x, task.noise(), 2 * turn);
                if (turn < times - 1) {
                    x = back(task, x, step, 2 * turn + 1);
                } else {
                    task.watcher().at(step.to(), x, predicted.x0());
                }
            }
        }
        return x;
    }

    /** A draw from q(x_from | x_to). */
    private static float[] back(Task task, float[] x, ReverseStep step, int draw) {
        NoiseProcess process = task.process();
        double ratio = process.signal(step.from()) / process.signal(step.to());
        return Numbers.combine(
                x, ratio, task.noise().at(step.to(), draw), Math.sqrt(process.addedVariance(step.to(), step.from())));
    }

    @Override
    default Optional<Effort> effort(NoiseProcess process) {
        int steps = steps(process).size();
        return Optional.of(new Effort((steps - 1) * repetitions() + 1, steps + 1));
    }
}
