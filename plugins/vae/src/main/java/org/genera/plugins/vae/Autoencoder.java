package org.genera.plugins.vae;

import java.util.Optional;
import org.genera.nn.Adam;
import org.genera.nn.GraphModel;
import org.genera.nn.Scope;
import org.genera.spi.Batch;
import org.genera.spi.Capability;
import org.genera.spi.Encoder;
import org.genera.spi.Metric;
import org.genera.spi.Metric.Direction;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Reconstruction;
import org.genera.spi.Samples;
import org.genera.spi.Variant;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** ‖x − d(e(x))‖², averaged over dimensions and batch; no noise and no prior. */
final class Autoencoder extends GraphModel implements Reconstruction, Encoder {
    private static final String SCOPE = "autoencoder";
    private static final Metric MSE = new Metric("mse", "Mean squared error", "", Direction.LOWER);

    static final Variant VARIANT = Variant.named("autoencoder", "Autoencoder")
            .summary("Squares the error of the data sent through a narrow code, without noise and without a prior: the"
                    + " reconstruction to compare the others with. It cannot be sampled.")
            .with(Networks.LATENT, Networks.NETWORK, Networks.HIDDEN, Networks.CHANNELS, Networks.ACTIVATION)
            .with(DecoderMean.DECODER_MEAN, Vae.LEARNING_RATE)
            .preset(Networks.CONVOLUTIONAL)
            .preset(Networks.PLANE)
            .reports(MSE)
            .can(Capability.RECONSTRUCT, Capability.ENCODE)
            .builds(() -> Autoencoder::new);

    private final int latent;
    private final Operand<TFloat32> code;
    private final Operand<TFloat32> reconstruction;

    Autoencoder(ModelSpec spec, ModelContext context) {
        super(spec, context);
        // Without noise and prior only a narrow code keeps an autoencoder from copying its input.
        this.latent = Networks.latentSize(spec, size / 2);
        Scope scope = graph.scope(SCOPE);
        Networks networks = Networks.of(spec);
        this.code = networks.encode(scope.child("encoder"), x, latent);
        this.reconstruction = DecoderMean.of(spec).sigmoidIntoData(tf, networks.decode(scope.child("decoder"), code));
        Operand<TFloat32> loss =
                tf.math.mean(tf.math.squaredDifference(x, reconstruction), tf.constant(new int[] {0, 1}));
        training.minimise(SCOPE, loss, Adam.usual(get(Vae.LEARNING_RATE)));
        training.report(MSE, loss);
    }

    @Override
    public Samples reconstruct(Batch batch) {
        return samples(map(batch, reconstruction, size));
    }

    @Override
    public int codeWidth() {
        return latent;
    }

    /** Without a prior there is no space that could be drawn from. */
    @Override
    public Optional<String> codeSpace() {
        return Optional.empty();
    }

    @Override
    public float[] encode(Batch batch) {
        return map(batch, code, latent);
    }
}
