package org.genera.plugins.diffusion;

/** How much the squared error of what the network says counts at a level of noise. */
interface LossWeight {

    /** @return 0 or more */
    double of(Parametrisation parametrisation, double signal, double noise);

    /** Everywhere alike: L_simple of Ho et al. (2020) where ε is predicted. */
    static LossWeight uniform() {
        return (parametrisation, signal, noise) -> 1;
    }

    /**
     * min(SNR, γ) times the squared error of x̂_0 (Hang et al. 2023, sec. 3.4), whatever is predicted: of ε this is
     * min(SNR, γ)/SNR, of v where a² + s² = 1 min(SNR, γ)/(SNR + 1).
     */
    static LossWeight minSignalToNoise(double gamma) {
        return (parametrisation, signal, noise) -> {
            double error = parametrisation.x0(signal, noise).ofOutput();
            double signalToNoise = signal * signal / (noise * noise);
            return Math.min(signalToNoise, gamma) * error * error;
        };
    }
}
