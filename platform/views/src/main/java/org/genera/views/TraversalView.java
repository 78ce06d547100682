package org.genera.views;

import java.util.OptionalInt;
import org.genera.run.request.DrawRequest;
import org.genera.run.spec.Protocol;
import org.genera.spi.Capability;
import org.genera.spi.DataShape.Kind;
import org.genera.spi.DataSpec;
import org.genera.spi.LatentSpaces;
import org.genera.spi.LatentSpaces.Prior;
import org.genera.spi.LatentSpaces.Space;
import org.genera.spi.Model;
import org.genera.spi.Variant;

/** Each row moves along one latent dimension. */
final class TraversalView implements View {
    private static final int ROWS = 10;
    /** How many draws tell the spread of a latent space of which nothing else is known. */
    private static final int DRAWS_FOR_SPREAD = 500;

    @Override
    public String id() {
        return "traversal";
    }

    @Override
    public String title() {
        return "latent traversal";
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
        LatentSpaces latents = subject.as(LatentSpaces.class, "traverse, for it has no latent space");
        Space space = latents.spaces().get(0);
        int rows = Math.min(request.count(), space.dimension());
        float[] spread = latents.prior(space.id(), DRAWS_FOR_SPREAD, request.noiseSeed());
        float[] values = SequenceEnds.marked(latents.decode(space.id(), LatentWalk.traversal(space, spread, rows)));
        String reach = space.prior() == Prior.STANDARD_NORMAL
                ? "from −3 to 3"
                : "three standard deviations to either side of the mean";
        return ViewContent.rows("Along latent dimensions, " + reach, values, rows, LatentWalk.STEPS);
    }
}
