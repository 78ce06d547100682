package org.genera.server.http.routes;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.genera.data.DataCatalogue;
import org.genera.data.DataSelection;
import org.genera.data.preparation.Preprocessing;
import org.genera.data.sets.DataSetCard;
import org.genera.run.home.Home;
import org.genera.run.sight.Sight;
import org.genera.run.sight.SightFolder;
import org.genera.server.http.problem.ProblemException;
import org.genera.server.http.request.Fields;
import org.genera.server.http.request.Query;
import org.genera.server.http.response.BlockingHandlers;
import org.genera.server.http.response.BlockingHandlers.Bytes;
import org.genera.server.launch.SightStudies;
import org.genera.server.launch.SightStudies.State;
import org.genera.server.view.SightView;

/** {@code /api/datasets/{name}/sight}: what the measures of a data set see. */
public final class SightRoutes implements Routes {
    private static final int SPLIT_LENGTH = 200;
    private static final int DAMAGE_LENGTH = 30;

    private final Home home;
    private final DataCatalogue data;
    private final SightStudies studies;
    private final BlockingHandlers answers;

    public SightRoutes(Home home, DataCatalogue data, SightStudies studies, BlockingHandlers answers) {
        this.home = home;
        this.data = data;
        this.studies = studies;
        this.answers = answers;
    }

    @Override
    public void mount(Router router) {
        router.get("/api/datasets/:name/sight").handler(answers.json(200, this::get));
        router.post("/api/datasets/:name/sight").handler(answers.json(202, this::ask));
        router.get("/api/datasets/:name/sight/examples").handler(answers.bytes(200, this::examples));
    }

    private Object get(RoutingContext context) {
        return view(card(context), split(context));
    }

    private Object ask(RoutingContext context) {
        DataSetCard card = card(context);
        Fields body = Fields.ofBody(context);
        body.allowOnly("split");
        String split = body.optionalText("split", SPLIT_LENGTH).orElse("");
        Sight.refusal(card).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        // Of a preprocessing nothing is said here; a split that does not fit is.
        data.spec(new DataSelection(card.name(), split, card.eightBit() ? Preprocessing.unit() : Preprocessing.none()));
        studies.ask(SightFolder.of(home, card, split), card.name(), split);
        return view(card, split);
    }

    private SightView view(DataSetCard card, String split) {
        Optional<String> refusal = Sight.refusal(card);
        if (refusal.isPresent()) {
            return SightView.refused(refusal.get());
        }
        SightFolder folder = SightFolder.of(home, card, split);
        State state = studies.state(folder);
        return SightView.of(
                state.name().toLowerCase(Locale.ROOT),
                studies.failure(folder),
                state == State.RUNNING ? studies.progress(folder) : Optional.empty(),
                state == State.TAKEN ? folder.result() : Optional.empty());
    }

    private Bytes examples(RoutingContext context) {
        String damage = new Query(context).text("damage", DAMAGE_LENGTH).orElse("");
        SightFolder folder = SightFolder.of(home, card(context), split(context));
        if (folder.result().stream()
                .flatMap(sight -> sight.damages().stream())
                .noneMatch(each -> each.name().equals(damage))) {
            throw ProblemException.notFound("damage studied here", damage);
        }
        Path file = SightFolder.examplesIn(folder.root(), damage);
        try {
            return new Bytes("application/json", Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String split(RoutingContext context) {
        return new Query(context).text("split", SPLIT_LENGTH).orElse("");
    }

    private DataSetCard card(RoutingContext context) {
        String name = context.pathParam("name");
        return data.card(name).orElseThrow(() -> ProblemException.notFound("data set", name));
    }
}
