package org.genera.plugins.diffusion;

import org.genera.spi.DataShape;
import org.genera.spi.DataSpec;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.genera.spi.Values;

/** What a specification asks for, in the diffusion's own terms. */
record DdpmSettings(DataSpec data, Values values) {

    static DdpmSettings of(ModelSpec spec) {
        return new DdpmSettings(spec.data(), spec.values());
    }

    /** The process; the variances are given for 1000 timesteps, fewer timesteps take larger steps. */
    GaussianDiffusion diffusion() {
        int timesteps = values.count("timesteps");
        double stretch = 1000.0 / timesteps;
        return new GaussianDiffusion(
                BetaSchedule.linear(timesteps, stretch * values.real("betaStart"), stretch * values.real("betaEnd")));
    }

    NoiseNetwork network() {
        String kind = values.choice("network");
        DataShape shape = data.shape();
        boolean wantsConvolutions =
                kind.equals("conv") || (kind.equals("auto") && shape.kind() == DataShape.Kind.IMAGE);
        if (!wantsConvolutions) {
            return new DenseNetwork(
                    values.count("hiddenWidth"), values.count("hiddenLayers"), values.count("inputFrequencies"));
        }
        if (shape instanceof DataShape.Image image) {
            return new UNet(image, values.count("channels"), values.count("patch"), values.count("resolutions"));
        }
        throw new IllegalArgumentException(
                "expected images for the network conv, got vectors " + shape + "; choose auto or dense");
    }

    double learningRate() {
        return values.real("learningRate");
    }

    double emaDecay() {
        return values.real("emaDecay");
    }

    int boundTimesteps() {
        return values.count("boundTimesteps");
    }

    /** Whether the values that diffuse lie in [-1, 1]. */
    boolean bounded() {
        return data.range() != ValueRange.REAL;
    }

    boolean images() {
        return data.shape().kind() == DataShape.Kind.IMAGE;
    }
}
