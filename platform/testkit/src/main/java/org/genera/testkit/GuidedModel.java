package org.genera.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.genera.spi.Batch;
import org.genera.spi.Guidance;
import org.genera.spi.ModelSpec;
import org.genera.spi.NoiseLevel;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.Sampling;
import org.genera.spi.ScoreField;
import org.genera.spi.Trajectory;

/**
 * Independent Gaussians among noise, N(μ, s² + σ²), and DDIM's way from much noise to none, x ← x + (σ − σ') σ ∇ log p(x; σ)
 * (the probability flow of Song et al. 2021, eq. 13, for α = 1), on which guides add their gradients to the score.
 */
final class GuidedModel extends RunningMoments implements Sampling, ScoreField, Trajectory {
    private static final int LEVELS = 12;
    private static final double MOST = 5;

    GuidedModel(ModelSpec spec) {
        super(spec);
    }

    @Override
    public List<NoiseLevel> levels() {
        List<NoiseLevel> levels = new ArrayList<>();
        for (int i = 0; i <= LEVELS; i++) {
            levels.add(new NoiseLevel(1, MOST * i / LEVELS));
        }
        return levels;
    }

    @Override
    public Scores score(Batch x, List<NoiseLevel> levels) {
        float[] gradient = new float[x.values().length];
        for (int i = 0; i < gradient.length; i++) {
            double deviation = deviation(i % size);
            double sigma = levels.get(i / size).sigma();
            gradient[i] = (float) ((mean(i % size) - x.values()[i]) / (deviation * deviation + sigma * sigma));
        }
        return new Scores(gradient);
    }

    @Override
    public Samples sample(SampleRequest request) {
        List<Frame> film = trajectory(request, LEVELS + 1);
        return film.get(film.size() - 1).samples();
    }

    @Override
    public List<Frame> trajectory(SampleRequest request, int frames) {
        int[] kept = Trajectory.kept(LEVELS + 1, frames);
        List<Frame> film = new ArrayList<>();
        float[] x = noise(request);
        List<NoiseLevel> levels = levels();
        for (int step = 0; step <= LEVELS; step++) {
            if (film.size() < kept.length && kept[film.size()] == step) {
                film.add(new Frame(
                        "level " + (LEVELS - step),
                        (double) step / LEVELS,
                        new Samples(spec.data().shape(), request.count(), x.clone())));
            }
            if (step < LEVELS) {
                x = towards(request, x, levels.get(LEVELS - step), levels.get(LEVELS - step - 1));
            }
        }
        return film;
    }

    private float[] noise(SampleRequest request) {
        float[] x = new float[request.count() * size];
        for (int i = 0; i < request.count(); i++) {
            SplittableRandom random = new SplittableRandom(request.seed() * 1_000_003 + i);
            for (int j = 0; j < size; j++) {
                x[i * size + j] = (float) (mean(j) + MOST * random.nextGaussian());
            }
        }
        return x;
    }

    private float[] towards(SampleRequest request, float[] x, NoiseLevel level, NoiseLevel next) {
        Batch noisy = new Batch(request.count(), x, new int[0]);
        List<NoiseLevel> levels = Collections.nCopies(request.count(), level);
        float[] direction = score(noisy, levels).gradient();
        for (Guidance guidance : request.guidance()) {
            float[] led = guidance.guide().gradient(noisy, levels, guidance.target());
            for (int i = 0; i < direction.length; i++) {
                direction[i] += (float) (guidance.weight() * led[i]);
            }
        }
        float[] moved = x.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) ((level.sigma() - next.sigma()) * level.sigma() * direction[i]);
        }
        return moved;
    }
}
