package org.genera.plugins.autoregressive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.genera.nn.Call;
import org.genera.nn.CausalAttention;
import org.genera.nn.CausalAttention.Past;
import org.genera.nn.KeptTensor;
import org.genera.nn.ModelGraph;
import org.genera.nn.ModelSession;
import org.genera.nn.Transformer;
import org.genera.spi.SampleRequest;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Draws sequences symbol by symbol. Keys and values of earlier places are remembered, so that a symbol costs one place of the network and
 * not all of them; the symbols are those of whole passes but for the order of sums.
 */
final class SymbolDraws {
    /** Always as many at once, so that a sequence does not depend on how many are drawn. */
    private static final int ROWS = 64;

    /** Places for which room is made at a time. */
    private static final int ROOM = 64;

    private final Symbols symbols;
    private final SymbolNetwork network;
    private final Levels alphabet;
    private final Classes classes;
    private final Placeholder<TInt32> before;
    private final Placeholder<TInt32> place;
    private final Placeholder<TFloat32> mask;
    private final List<Placeholder<TFloat32>> remembered = new ArrayList<>();
    private final Operand<TFloat32> at;
    private final Uniforms uniforms;

    SymbolDraws(ModelGraph graph, SymbolNetwork network, Symbols symbols, Classes classes) {
        Ops tf = graph.tf();
        this.symbols = symbols;
        this.network = network;
        this.alphabet = Levels.ofSymbols(symbols.count());
        this.classes = classes;
        this.before = graph.labelInput("before");
        this.place = graph.labelInput("place");
        this.mask = graph.input("mask", -1);
        List<Past> past = new ArrayList<>();
        for (int layer = 0; layer < network.transformer().layers(); layer++) {
            Placeholder<TFloat32> keys = graph.input("keys" + layer, -1, heads(), -1, each());
            Placeholder<TFloat32> values = graph.input("values" + layer, -1, heads(), -1, each());
            remembered.addAll(List.of(keys, values));
            past.add(new Past(keys, values, mask));
        }
        SymbolNetwork.At known = network.at(before, place, past, classes.oneHot());
        List<Operand<TFloat32>> all = new ArrayList<>(List.of(known.logits()));
        all.addAll(known.remembered());
        this.at = tf.concat(all, tf.constant(1));
        this.uniforms = new Uniforms(graph, symbols.length());
    }

    private int heads() {
        return network.transformer().heads();
    }

    private int each() {
        Transformer transformer = network.transformer();
        return transformer.width() / transformer.heads();
    }

    /**
     * Draws.
     *
     * @param lengths how many symbols each sequence has
     * @param labels class of each; empty where there are none
     * @param normal [count, N]
     * @return [count, size], 0 or the lowest level beyond the end of a sequence
     */
    float[] draw(ModelSession session, SampleRequest request, int[] lengths, int[] labels, float[] normal) {
        float[] values = new float[request.count() * symbols.size()];
        request.restore(values);
        for (int first = 0; first < request.count(); first += ROWS) {
            try (Block block = new Block(session, request, first, lengths, labels, normal)) {
                block.draw(values);
            }
        }
        return values;
    }

    /** Some sequences that are drawn at once. */
    private final class Block implements AutoCloseable {
        private final ModelSession session;
        private final SampleRequest request;
        private final int first;
        private final int count;
        private final double temperature;
        private final int[] lengths;
        private final int[] labels;
        private final float[] uniform;
        private final int width;
        /** Keys and values of the layers, [ROWS, heads, room, width / heads] each. */
        private final List<KeptTensor> kept = new ArrayList<>();

        private int room;

        Block(ModelSession session, SampleRequest request, int first, int[] lengths, int[] labels, float[] normal) {
            this.session = session;
            this.request = request;
            this.first = first;
            this.count = Math.min(ROWS, request.count() - first);
            this.temperature = request.settings().get(AutoregressiveFamily.TEMPERATURE);
            this.lengths = Arrays.copyOfRange(lengths, first, first + count);
            this.labels =
                    labels.length == 0 ? labels : Arrays.copyOf(Arrays.copyOfRange(labels, first, first + count), ROWS);
            int columns = symbols.length();
            this.uniform = uniforms.of(
                    session,
                    Arrays.copyOf(
                            Arrays.copyOfRange(normal, first * columns, (first + count) * columns), ROWS * columns));
            this.width = network.outputs()
                    + remembered.size() * network.transformer().width();
        }

        void draw(float[] values) {
            int[] last = new int[ROWS];
            Arrays.fill(last, network.beginning());
            int end = unknownEnd();
            for (int t = 0; t < end; t++) {
                makeRoom(t);
                float[] given = network(last, t);
                for (int i = 0; i < count; i++) {
                    last[i] = t < lengths[i] ? symbol(values, given, i, t) : 0;
                }
                remember(given, t);
            }
        }

        /** Behind the last place of which something is to be drawn. */
        private int unknownEnd() {
            int end = 0;
            for (int i = 0; i < count; i++) {
                for (int t = end; t < lengths[i]; t++) {
                    end = symbols.known(request, at(i, t)) < symbols.together() ? t + 1 : end;
                }
            }
            return end;
        }

        /** The first number of a place. */
        private int at(int i, int t) {
            return (first + i) * symbols.size() + t * symbols.together();
        }

        private int symbol(float[] values, float[] given, int i, int t) {
            int at = at(i, t);
            int known = symbols.known(request, at);
            if (known == symbols.together()) {
                return symbols.of(values, at);
            }
            float[] logits = Arrays.copyOfRange(given, i * width, i * width + network.outputs());
            if (known > 0) {
                boolean[] possible = symbols.possible(request, values, at);
                for (int each = 0; each < possible.length; each++) {
                    logits[each] = possible[each] ? logits[each] : Float.NEGATIVE_INFINITY;
                }
            }
            int symbol = alphabet.draw(logits, 0, temperature, uniform[i * symbols.length() + t]);
            float[] drawn = new float[symbols.together()];
            symbols.write(symbol, drawn, 0);
            for (int j = 0; j < drawn.length; j++) {
                values[at + j] = request.knows(at + j) ? values[at + j] : drawn[j];
            }
            return symbol;
        }

        private float[] network(int[] last, int t) {
            Call call = classes.feed(session.call(), labels)
                    .feed(before, last, ROWS)
                    .feed(place, new int[] {t}, 1)
                    .feed(mask, CausalAttention.mask(room, t), room);
            for (int i = 0; i < kept.size(); i++) {
                call.feed(remembered.get(i), kept.get(i));
            }
            return call.floats(at);
        }

        private void makeRoom(int t) {
            if (t < room) {
                return;
            }
            int more = room + ROOM;
            List<KeptTensor> old = List.copyOf(kept);
            kept.clear();
            for (int i = 0; i < remembered.size(); i++) {
                kept.add(KeptTensor.zeros(ROWS, heads(), more, each()));
            }
            for (int i = 0; i < old.size(); i++) {
                for (long part = 0; part < (long) ROWS * heads(); part++) {
                    kept.get(i).put(part * more * each(), old.get(i), part * room * each(), (long) room * each());
                }
            }
            old.forEach(KeptTensor::close);
            room = more;
        }

        private void remember(float[] given, int t) {
            for (int of = 0; of < kept.size(); of++) {
                for (int part = 0; part < count * heads(); part++) {
                    int from = part / heads() * width
                            + network.outputs()
                            + of * network.transformer().width()
                            + part % heads() * each();
                    kept.get(of).put(((long) part * room + t) * each(), given, from, each());
                }
            }
        }

        @Override
        public void close() {
            kept.forEach(KeptTensor::close);
        }
    }
}
