package org.genera.nn;

import org.genera.spi.ModelContext;
import org.genera.spi.ModelContext.Device;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** Where operations run. */
public final class Placement {

    private Placement() {}

    /** Ops that are placed on the device. */
    static Ops pin(Ops tf, Device device) {
        return tf.withDevice(DeviceSpec.newBuilder()
                .deviceType(device == Device.GPU ? DeviceSpec.DeviceType.GPU : DeviceSpec.DeviceType.CPU)
                .deviceIndex(0)
                .build());
    }

    /** Memory on demand; operations that a GPU does not have (such as saving) run on the CPU. */
    static ConfigProto configuration(ModelContext context) {
        ConfigProto.Builder configuration = common().setAllowSoftPlacement(true);
        if (context.threads() > 0) {
            configuration.setIntraOpParallelismThreads(context.threads());
        }
        if (context.device() == Device.CPU) {
            configuration.putDeviceCount("GPU", 0);
        }
        return configuration.build();
    }

    /**
     * What every session shares. Operations run one after the other in the calling thread, which is what a negative
     * number of inter-op threads means, and use all threads within: with several at once the same training gave other
     * last digits now and then, above all on a busy machine, and small steps were slower. The arithmetic optimiser is
     * off, for it would gather additions into the very sums that {@link SumsInOrder} takes apart.
     */
    private static ConfigProto.Builder common() {
        return ConfigProto.newBuilder()
                .setInterOpParallelismThreads(-1)
                .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
                .setGraphOptions(GraphOptions.newBuilder()
                        .setRewriteOptions(
                                RewriterConfig.newBuilder().setArithmeticOptimization(RewriterConfig.Toggle.OFF)));
    }

    /**
     * Checks that the device is there; soft placement would otherwise fall back to the CPU without a word.
     *
     * @throws IllegalArgumentException if a GPU is wanted and TensorFlow sees none
     */
    public static void require(Device device) {
        if (device == Device.CPU) {
            return;
        }
        try (Graph graph = new Graph();
                Session session = new Session(graph, common().build())) {
            Ops tf = pin(Ops.create(graph), device);
            session.runner()
                    .fetch(tf.math.add(tf.constant(1f), tf.constant(1f)))
                    .run()
                    .close();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "expected a GPU that TensorFlow can use, got none: check the driver and the CUDA libraries with"
                            + " `genera gpu status`, or choose the device cpu",
                    e);
        }
    }
}
