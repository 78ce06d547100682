package org.genera.server.view;

import java.util.Optional;
import org.genera.run.sight.Sight;
import org.genera.run.sight.SightFolder.Progress;
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
            String state, Optional<String> failure, Optional<Progress> progress, Optional<Sight> sight) {
        return new SightView(state, failure.orElse(null), progress.orElse(null), sight.orElse(null));
    }
}
