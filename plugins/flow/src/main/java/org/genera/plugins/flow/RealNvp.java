package org.genera.plugins.flow;

import java.util.ArrayList;
import java.util.List;
import org.genera.nn.Scope;
import org.genera.spi.DataShape;
import org.genera.spi.ModelSpec;
import org.genera.spi.Variant;
import org.tensorflow.types.TFloat32;

/**
 * Affine couplings (Dinh et al. 2017): of points and of flat pictures with dense networks, of pictures with convolutional ones, in
 * levels. There the couplings of a level move what was every other pixel before its squeeze, as on a checkerboard, and then halves of
 * its channels, each behind an {@link ActNorm} where the paper normalises over batches.
 */
final class RealNvp {
    static final Variant VARIANT = FlowVariant.of("realnvp", "RealNVP")
            .summary(
                    "Affine couplings: each scales and shifts half of the coordinates by networks of the other half. Pictures go"
                            + " through convolutions at several resolutions.")
            .first(FlowVariant.NETWORK)
            .with(FlowVariant.LEVELS)
            .before(FlowVariant.NETWORK.at(FlowVariant.DENSE))
            .builds(() -> (spec, context) -> FlowModel.of(spec, context, RealNvp::flow));

    private RealNvp() {}

    private static Flow<TFloat32> flow(ModelSpec spec, Scope scope) {
        return FlowVariant.convolutional(spec)
                ? Architecture.multiScale(spec, scope, (place, channels) -> level(spec, place, channels))
                : Architecture.flat(spec, dense(spec, scope));
    }

    private static List<Bijection<TFloat32>> dense(ModelSpec spec, Scope scope) {
        Couplings couplings =
                new Couplings(CouplingNetwork.dense(FlowVariant.hidden(spec)), spec.get(FlowVariant.MASKED));
        DataShape shape = spec.data().shape();
        List<Bijection<TFloat32>> layers = new ArrayList<>();
        for (int i = 1; i <= spec.count(FlowVariant.COUPLINGS); i++) {
            layers.add(couplings.affine(
                    "coupling " + i, scope.child("coupling" + i), Couplings.alternating(shape, i % 2 == 0)));
        }
        return layers;
    }

    private static List<Bijection<TFloat32>> level(ModelSpec spec, Scope place, int channels) {
        Couplings couplings = new Couplings(CouplingNetwork.convolutional(FlowVariant.hidden(spec)), false);
        int count = spec.count(FlowVariant.COUPLINGS);
        List<Bijection<TFloat32>> layers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            boolean first = (count - i) % 2 == 0;
            boolean[] kept = 2 * i <= count ? Couplings.checkerboard(channels, first) : Couplings.half(channels, first);
            layers.add(ActNorm.of("actnorm " + i, place.child("actnorm" + i), channels));
            layers.add(couplings.affine("coupling " + i, place.child("coupling" + i), kept));
        }
        return layers;
    }
}
