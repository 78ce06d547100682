package org.genera.plugins.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.genera.nn.GradientCheck;
import org.genera.spi.Batch;
import org.genera.spi.DataShape;
import org.genera.spi.ModelContext;
import org.genera.spi.ModelSpec;
import org.genera.spi.ValueRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The reparameterised gradient, through the drawn z to the encoder, against finite differences with the same noise. */
class ElboGradientTest {

    @ParameterizedTest
    @CsvSource({
        "vae-bernoulli, BINARY, dense",
        "vae-gaussian, REAL, dense",
        "vae-gaussian, SYMMETRIC, conv",
        "beta-vae, BINARY, conv",
        "beta-vae, REAL, dense"
    })
    void the_gradient_of_the_loss_is_that_of_finite_differences(String variant, ValueRange range, String network) {
        DataShape shape = new DataShape.Image(4, 4, 1);
        // Smooth activations and moderate weights: differences across the kink of a ReLU would be no derivatives.
        ModelSpec spec = Models.spec(
                variant,
                shape,
                range,
                Map.of(
                        "network",
                        network,
                        "hidden",
                        List.of(6L),
                        "channels",
                        List.of(3L),
                        "latent",
                        2L,
                        "activation",
                        "tanh"),
                1);
        Vae model = (Vae) new VaeFamily().build(spec, ModelContext.cpu());
        Ops tf = model.graph().tf();
        // Divided by the dimensions, so that float32 differences keep their digits.
        Operand<TFloat32> loss = tf.math.div(model.minimised(), tf.constant(16f));
        GradientCheck check =
                GradientCheck.of(model.graph(), loss, model.graph().trainable("vae"));
        assertThat(sumsOfManyParts(tf))
                .as("gradients summed from three or more parts")
                .isEmpty();
        Batch batch = Models.batch(shape, range, 6, 1);
        try (model) {
            assertThat(check.largestError(
                            model.session(),
                            () -> model.session()
                                    .call()
                                    .feed(model.x(), batch.values(), 6, 16)
                                    .feed(model.graph().step(), 1)))
                    .isLessThan(5e-3);
        }
    }

    /** AddN of three or more sums in an order that changes from run to run, and the last bit with it. */
    private static List<String> sumsOfManyParts(Ops tf) {
        return ((Graph) tf.scope().env())
                .toGraphDef().getNodeList().stream()
                        .filter(node -> node.getOp().equals("AddN") && node.getInputCount() > 2)
                        .map(node -> node.getName() + " of " + node.getInputList())
                        .toList();
    }
}
