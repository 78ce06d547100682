package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.List;
import org.genera.nn.DataRange;
import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.genera.spi.ModelSpec;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The layers of a variant. */
@FunctionalInterface
interface Architecture {

    /**
     * Makes them, and their weights at the first use of the scope.
     *
     * @throws IllegalArgumentException if they cannot take the data; the message is shown to the user
     */
    Flow<TFloat32> flow(ModelSpec spec, Scope scope);

    /** What opens the range of the data: a logit, or nothing. */
    static List<Bijection<TFloat32>> opening(ModelSpec spec) {
        DataRange range = DataRange.ofContinuous(spec.data().range());
        return spec.get(FlowVariant.LOGIT) && range.bounded()
                ? List.of(new Logit<>(range.low(), range.high(), Logit.ALPHA))
                : List.of();
    }

    /** All coordinates at once, pictures flat: what a variant makes of them behind the opening. */
    static Flow<TFloat32> flat(ModelSpec spec, List<? extends Bijection<TFloat32>> layers) {
        List<Bijection<TFloat32>> all = new ArrayList<>(opening(spec));
        all.addAll(layers);
        return Flow.ofVectors(spec.data().shape().size(), all);
    }

    /** The layers of a level behind its squeeze. */
    @FunctionalInterface
    interface Level {

        /** @param channels behind the squeeze */
        List<? extends Bijection<TFloat32>> layers(Scope place, int channels);
    }

    /** Pictures in levels, each of which squeezes first (Dinh et al. 2017, sec. 3.6). */
    static Flow<TFloat32> multiScale(ModelSpec spec, Scope scope, Level level) {
        DataShape.Image image = (DataShape.Image) spec.data().shape();
        List<List<Bijection<TFloat32>>> levels = new ArrayList<>();
        int channels = image.channels();
        for (int i = 1; i <= spec.count(FlowVariant.LEVELS); i++) {
            List<Bijection<TFloat32>> layers = new ArrayList<>(i == 1 ? opening(spec) : List.of());
            layers.add(new Squeeze<>("squeeze"));
            layers.addAll(level.layers(scope.child("level" + i), 4 * channels));
            levels.add(layers);
            channels *= 2;
        }
        return new Flow<>(Shape.of(image.height(), image.width(), image.channels()), levels);
    }
}
