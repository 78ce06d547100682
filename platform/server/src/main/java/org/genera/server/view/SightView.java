package org.genera.server.view;

import java.util.Locale;
import java.util.Optional;
import org.genera.run.sight.Sight;
import org.genera.run.sight.SightFolder.Progress;
import org.genera.server.launch.SightStudies.State;
import org.jspecify.annotations.Nullable;

/**
 * What the measures of a data set see, or how far the study of that is.
 *
 * @param state {@code refused} where there is none of such data
 * @param reason why it is refused or has failed
 * @param progress once it measures
 * @param sight once it is taken
 */
public record SightView(
        String state,
        @Nullable String reason,
        @Nullable Progress progress,
        @Nullable Sight sight) {

    public static SightView refused(String reason) {
        return new SightView("refused", reason, null, null);
    }

    public static SightView of(
            State state, Optional<String> failure, Optional<Progress> progress, Optional<Sight> sight) {
        return new SightView(
                state.name().toLowerCase(Locale.ROOT),
                failure.orElse(null),
                state == State.RUNNING ? progress.orElse(null) : null,
                sight.orElse(null));
    }
}
