package org.genera.nn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.genera.spi.ModelContext;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * A graph from a file, whose weights are constants in it: a serialised {@code GraphDef}. Tensors are named as TensorFlow
 * does, {@code operation:output}. Owns its native graph and session; for one thread.
 */
public final class FrozenGraph implements AutoCloseable {
    private final Graph graph;
    private final Session session;

    private FrozenGraph(Graph graph, Session session) {
        this.graph = graph;
        this.session = session;
    }

    /**
     * A tensor that came out of the graph.
     *
     * @param shape its sizes
     * @param values flat
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Output(List<Long> shape, float[] values) {}

    /** @throws IOException if the file cannot be read, or is no graph */
    public static FrozenGraph open(ModelContext context, Path file) throws IOException {
        GraphDef definition;
        try {
            definition = GraphDef.parseFrom(Files.readAllBytes(file));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw noGraph(file, String.valueOf(e.getMessage()));
        }
        if (definition.getNodeCount() == 0) {
            throw noGraph(file, "it holds no operations");
        }
        Graph graph = new Graph();
        try {
            graph.importGraphDef(definition);
            return new FrozenGraph(graph, new Session(graph, Placement.configuration(context)));
        } catch (RuntimeException e) {
            graph.close();
            throw noGraph(file, String.valueOf(e.getMessage()));
        }
    }

    private static IOException noGraph(Path file, String why) {
        return new IOException("expected a frozen TensorFlow graph (a serialised GraphDef), got " + file + ": " + why);
    }

    /** Whether there is an operation that puts out the tensor. */
    public boolean has(String tensor) {
        return graph.operation(operation(tensor)) != null;
    }

    /** The names of its operations that are not constants, in the order of the file. */
    public List<String> operations() {
        List<String> names = new ArrayList<>();
        graph.operations().forEachRemaining(operation -> {
            if (!operation.type().equals("Const")) {
                names.add(operation.name());
            }
        });
        return List.copyOf(names);
    }

    /**
     * Puts values in place of a tensor and reads others.
     *
     * @param values flat, of the given shape
     * @param outputs float32 tensors
     * @throws IllegalArgumentException if the graph cannot be run so
     */
    public List<Output> run(String input, float[] values, Shape shape, List<String> outputs) {
        try (TFloat32 fed = TFloat32.tensorOf(shape, DataBuffers.of(values, true, false))) {
            Session.Runner runner =
                    session.runner().feed(graph.operation(operation(input)).output(index(input)), fed);
            for (String output : outputs) {
                runner.fetch(graph.operation(operation(output)).output(index(output)));
            }
            try (Result result = runner.run()) {
                List<Output> read = new ArrayList<>();
                for (int i = 0; i < outputs.size(); i++) {
                    read.add(read(outputs.get(i), result, i));
                }
                return List.copyOf(read);
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the graph does not run from " + input + " to " + String.join(" and ", outputs) + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static Output read(String name, Result result, int index) {
        if (!(result.get(index) instanceof TFloat32 tensor)) {
            throw new IllegalArgumentException("expected " + name + " to be float32, got "
                    + result.get(index).dataType());
        }
        float[] flat = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(flat);
        List<Long> shape = new ArrayList<>();
        for (long size : tensor.shape().asArray()) {
            shape.add(size);
        }
        return new Output(List.copyOf(shape), flat);
    }

    private static String operation(String tensor) {
        int colon = tensor.lastIndexOf(':');
        return colon < 0 ? tensor : tensor.substring(0, colon);
    }

    private static int index(String tensor) {
        int colon = tensor.lastIndexOf(':');
        return colon < 0 ? 0 : Integer.parseInt(tensor.substring(colon + 1));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
