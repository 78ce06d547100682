package org.genera.views;

import java.util.OptionalInt;
import org.genera.run.request.DrawRequest;
import org.genera.run.spec.Protocol;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DataSpec;
import org.genera.spi.LatentSpaces;
import org.genera.spi.LatentSpaces.Space;
import org.genera.spi.Model;
import org.genera.spi.Variant;

/** Each row goes from one latent vector to another. */
final class InterpolationView implements View {
    private static final int ROWS = 10;

    @Override
    public String id() {
        return "interpolation";
    }

    @Override
    public String title() {
        return "interpolation";
    }

    @Override
    public Layout layout() {
        return Layout.ROWS;
    }

    @Override
    public OptionalInt atEnd(Protocol protocol, Kind kind) {
        return OptionalInt.of(ROWS);
    }

    @Override
    public boolean offeredBy(Variant variant, DataSpec data) {
        return variant.capabilities().contains(Capability.LATENT_SPACE);
    }

    @Override
    public boolean shownBy(Model model, DataSpec data) {
        return model instanceof LatentSpaces;
    }

    @Override
    public ViewContent make(Subject subject, DrawRequest request) {
        LatentSpaces latents = subject.as(LatentSpaces.class, "interpolate, for it has no latent space");
        int rows = request.count();
        Space space = latents.spaces().get(0);
        float[] ends = latents.prior(space.id(), 2 * rows, request.noiseSeed());
        float[] values = SequenceEnds.marked(latents.decode(space.id(), LatentWalk.interpolation(space, ends, rows)));
        return ViewContent.rows("From one draw to another", values, rows, LatentWalk.STEPS);
    }
}
