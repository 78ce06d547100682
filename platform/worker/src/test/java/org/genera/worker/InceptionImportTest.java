package org.genera.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.evaluation.InceptionCard;
import org.genera.run.home.Home;
import org.genera.run.journal.JournalEvent;
import org.genera.run.journal.JournalEvent.Measurement;
import org.genera.run.spec.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class InceptionImportTest {
    private static final Protocol PROTOCOL =
            new Protocol(1, 16, 1, 60, 80, 1, 5).lookedAtBy(Protocol.Extractor.INCEPTION);
    private static final int SIZE = 8;

    @TempDir
    Path folder;

    @Test
    void a_run_is_measured_through_the_imported_graph_under_names_with_its_hash() throws Exception {
        RunForTest run = run();
        InceptionCard card = keep(run.home(), "pool_3:0");
        String hash = card.sha256().substring(0, 8);
        assertThat(run.train()).isZero();

        JournalEvent.Evaluated evaluated =
                run.events(JournalEvent.Evaluated.class).get(0);
        Measurement frechet = evaluated.measurements().stream()
                .filter(each -> each.metric().name().equals("inceptionFrechet/" + hash))
                .findFirst()
                .orElseThrow();
        assertThat(frechet.metric().title()).isEqualTo("Fréchet Inception distance (" + hash + ")");
        assertThat(frechet.context().extractor()).isEqualTo("inception-" + hash);
        // Noise is far from pictures even for an average of pixels.
        assertThat(frechet.value())
                .isGreaterThan(
                        Objects.requireNonNull(frechet.context().ceiling()).value());
        assertThat(evaluated.measurements())
                .extracting(each -> each.metric().name())
                .contains("inceptionScore/" + hash, "precision", "coverage")
                .doesNotContain("classifierFrechet", "classImbalance");
        assertThat(run.events(JournalEvent.Sampled.class))
                .extracting(each -> each.set().kind())
                .contains("neighbours");
    }

    @Test
    void without_a_graph_the_run_fails_with_the_command_that_brings_one() throws Exception {
        RunForTest run = run();
        assertThat(run.train()).isEqualTo(1);
        assertThat(((JournalEvent.Failed) run.lastEvent()).reason()).contains("genera extractor import FILE.pb");
    }

    @Test
    void a_graph_that_cannot_be_used_leaves_the_one_that_is_there() throws Exception {
        Home home = new Home(folder);
        InceptionCard card = keep(home, "pool_3:0");
        assertThatThrownBy(() -> keep(home, "pool_9:0")).hasMessageContaining("expected a tensor of the graph");
        assertThat(keep(home, "pool_3:0")).isEqualTo(card);
        try (var left = Files.list(home.extractors())) {
            assertThat(left.map(each -> String.valueOf(each.getFileName()))).containsExactly(Home.INCEPTION);
        }
    }

    private RunForTest run() throws IOException {
        return RunForTest.of(
                folder,
                "minibatch",
                new DataSelection("glyphs", "", Preprocessing.unit()),
                RunForTest.steps(2),
                PROTOCOL,
                Map.of());
    }

    private InceptionCard keep(Home home, String features) throws IOException {
        Path file = folder.resolve("frozen.pb");
        if (!Files.exists(file)) {
            Files.write(file, quadrants());
        }
        return InceptionImport.parse(new String[] {
                    "inception",
                    "--home",
                    home.root().toString(),
                    "--file",
                    file.toString(),
                    "--input",
                    "Mul:0",
                    "--features",
                    features,
                    "--logits",
                    "logits:0",
                    "--size",
                    Integer.toString(SIZE),
                    "--range",
                    "-1,1"
                })
                .run();
    }

    /** Features are the averages of the four quadrants' red. */
    private static byte[] quadrants() {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> input =
                    tf.withName("Mul").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, SIZE, SIZE, 3)));
            List<Long> half = List.of(1L, SIZE / 2L, SIZE / 2L, 1L);
            Operand<TFloat32> averages = tf.nn.avgPool(input, half, half, "VALID");
            Operand<TFloat32> red =
                    tf.slice(averages, tf.constant(new int[] {0, 0, 0, 0}), tf.constant(new int[] {-1, -1, -1, 1}));
            Operand<TFloat32> features = tf.withName("pool_3").reshape(red, tf.constant(new int[] {-1, 4}));
            Operand<TFloat32> weights =
                    tf.constant(Shape.of(4, 2), DataBuffers.of(new float[] {1, -1, 2, -2, 0, 1, 3, 0}));
            tf.withName("logits").linalg.matMul(features, weights);
            return graph.toGraphDef().toByteArray();
        }
    }
}
