package org.genera.plugins.mcmc;

import java.nio.DoubleBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.genera.nn.ModelSession;
import org.genera.nn.Seeds;

/** The chains that training runs: where they stand, their step size, and what they have told since the burn-in. */
final class TrainingChains {
    /** Every so many draws it is asked whether chains have met, which costs more than a transition. */
    private static final int DRAWS_BETWEEN_DIAGNOSTICS = 10;

    private final McmcSettings settings;
    private final Kernel kernel;
    private final long seed;
    private final DualAveraging adaptation;
    private final BlockedDraws draws;
    private final RecentDraws recent;
    private Chains chains;
    private double effectiveSampleSize;

    TrainingChains(McmcSettings settings, Kernel kernel, long seed) {
        this.settings = settings;
        this.kernel = kernel;
        this.seed = seed;
        int numbers = settings.chains() * settings.size();
        this.adaptation = new DualAveraging(settings.targetAcceptance(), settings.firstStep(1));
        this.draws = new BlockedDraws(settings.chains(), 2 * settings.size());
        this.recent = new RecentDraws(settings.chains(), settings.size());
        this.chains =
                new Chains(settings.chains(), new double[numbers], new double[settings.chains()], new double[numbers]);
    }

    /** Numbers of the state. */
    static int numbers(int chains, int size) {
        return DualAveraging.NUMBERS
                + BlockedDraws.numbers(chains, 2 * size)
                + RecentDraws.numbers(chains, size)
                + 1
                + chains * (2 * size + 1);
    }

    void begin(ModelSession session, Density density, Region region) {
        SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "starts"));
        double[] x = new double[settings.chains() * settings.size()];
        for (int i = 0; i < settings.chains(); i++) {
            region.start(random, x, i);
        }
        chains = density.chainsAt(session, x);
        adaptation.startFrom(settings.firstStep(region.length()));
    }

    /** The transitions of a training step; what they tell, of the density before them. */
    Map<String, Double> step(ModelSession session, long step) {
        Map<String, Double> metrics = new HashMap<>();
        double logDensity = chains.meanLogDensity();
        if (Double.isFinite(logDensity)) {
            metrics.put(McmcVariants.LOG_DENSITY.name(), logDensity);
        }
        boolean adapts = settings.adaptStepSize() && step <= settings.burnIn();
        double size = adapts ? adaptation.trial() : adaptation.settled();
        SplittableRandom random = new SplittableRandom(Seeds.derive(seed, "transitions/" + step));
        double acceptance = 0;
        for (int i = 0; i < settings.thinning(); i++) {
            Noise noise = Noise.draw(settings.chains(), settings.size(), chain -> random);
            Kernel.Moved moved = kernel.next(session, chains, noise, size);
            chains = moved.to();
            acceptance += moved.acceptance() / settings.thinning();
        }
        if (adapts) {
            adaptation.observe(acceptance);
        }
        if (settings.move().steps()) {
            metrics.put(McmcVariants.STEP_SIZE.name(), size);
        }
        if (settings.move().refuses()) {
            metrics.put(McmcVariants.ACCEPTANCE.name(), acceptance);
        }
        if (step > settings.burnIn()) {
            draws.add(folded(chains.x()));
            recent.add(chains.x());
            if (draws.draws() % DRAWS_BETWEEN_DIAGNOSTICS == 0) {
                addDiagnostics(metrics);
            }
        }
        metrics.put(McmcVariants.EFFECTIVE.name(), effectiveSampleSize);
        return metrics;
    }

    /**
     * Each coordinate, and its distance from the centre of the data: chains in pairs of opposite modes agree in the mean
     * and differ in the distance (Vehtari et al. 2021, section 4.1).
     *
     * @return [C, 2D]
     */
    private double[] folded(double[] x) {
        int size = settings.size();
        double[] folded = new double[2 * x.length];
        for (int i = 0; i < x.length; i++) {
            int row = i / size * 2 * size + i % size;
            folded[row] = x[i];
            folded[row + size] = Math.abs(x[i]);
        }
        return folded;
    }

    private void addDiagnostics(Map<String, Double> metrics) {
        draws.convergence().ifPresent(convergence -> {
            metrics.put(McmcVariants.R_HAT.name(), convergence.rHat());
            effectiveSampleSize = convergence.effectiveSampleSize();
        });
        double[] autocorrelation = recent.autocorrelation(1);
        if (autocorrelation.length > 1) {
            metrics.put(McmcVariants.AUTOCORRELATION.name(), autocorrelation[1]);
        }
    }

    /** As tuned so far. */
    double stepSize() {
        return adaptation.settled();
    }

    RecentDraws recent() {
        return recent;
    }

    double[] write() {
        DoubleBuffer state = DoubleBuffer.allocate(numbers(settings.chains(), settings.size()));
        adaptation.write(state);
        draws.write(state);
        recent.write(state);
        state.put(effectiveSampleSize);
        // Kernels that use no score leave its place empty.
        state.put(chains.x()).put(chains.logDensity()).put(chains.score());
        return state.array();
    }

    void read(double[] numbers) {
        DoubleBuffer state = DoubleBuffer.wrap(numbers);
        adaptation.read(state);
        draws.read(state);
        recent.read(state);
        effectiveSampleSize = state.get();
        chains = new Chains(
                settings.chains(),
                new double[settings.chains() * settings.size()],
                new double[settings.chains()],
                new double[settings.chains() * settings.size()]);
        state.get(chains.x()).get(chains.logDensity()).get(chains.score());
    }
}
