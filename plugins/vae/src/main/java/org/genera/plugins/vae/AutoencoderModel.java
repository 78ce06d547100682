package org.genera.plugins.vae;

import java.util.List;
import java.util.Map;
import org.genera.nn.Adam;
import org.genera.nn.Call;
import org.genera.nn.Gradients;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.RowByRow;
import org.genera.nn.Scope;
import org.genera.nn.SessionModel;
import org.genera.nn.Variable;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.Encoder;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.Reconstruction;
import org.genera.spi.SampleRequest;
import org.genera.spi.Samples;
import org.genera.spi.StepReport;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** ‖x − d(e(x))‖², averaged over dimensions and batch; no noise and no prior. */
final class AutoencoderModel implements SessionModel, Reconstruction, Encoder {
    private final DataShape shape;
    private final int size;
    private final int latent;
    private final ModelSession session;
    private final Placeholder<TFloat32> x;
    private final Op step;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> code;
    private final Operand<TFloat32> reconstruction;

    AutoencoderModel(ModelSpec spec, ModelContext context) {
        this.shape = spec.data().shape();
        this.size = shape.size();
        this.latent = LatentSize.of(spec);
        MeanFunction mean =
                MeanFunction.of(spec.values().choice("decoderMean"), spec.data().range());
        ModelGraph graph = new ModelGraph(context, spec.seed());
        Ops tf = graph.tf();
        Scope scope = graph.scope("autoencoder");
        Networks networks = Networks.of(spec.values(), shape);
        this.x = graph.input("x", -1, size);
        this.code = networks.encode(scope.child("encoder"), x, latent);
        this.reconstruction = mean.apply(tf, networks.decode(scope.child("decoder"), code));
        this.loss = tf.math.mean(tf.math.squaredDifference(x, reconstruction), tf.constant(new int[] {0, 1}));
        List<Variable<TFloat32>> weights = graph.trainable("autoencoder");
        this.step = Adam.usual(spec.values().real("learningRate"))
                .step(graph, "adam", weights, Gradients.of(graph, loss, weights));
        this.session = graph.open();
    }

    @Override
    public StepReport trainStep(Batch batch) {
        try (Call.Fetched fetched = session.call()
                .feed(x, batch.values(), batch.count(), size)
                .target(step)
                .fetch(loss)) {
            return StepReport.of(Map.of("mse", fetched.scalar(0)));
        }
    }

    @Override
    public Samples sample(SampleRequest request) {
        throw new IllegalArgumentException(
                "expected a model with a prior over its codes, got an autoencoder; train a VAE to draw samples");
    }

    @Override
    public Samples reconstruct(Batch batch) {
        return new Samples(
                shape,
                batch.count(),
                RowByRow.map(session, batch.count(), reconstruction, size, new RowByRow.Input(x, batch.values())));
    }

    @Override
    public float[] encode(Batch batch) {
        return RowByRow.map(session, batch.count(), code, latent, new RowByRow.Input(x, batch.values()));
    }

    @Override
    public ModelSession session() {
        return session;
    }
}
