package org.genera.server.view;

import java.util.List;
import org.genera.data.DataSetCard;
import org.genera.data.HiddenMarkovSource;
import org.genera.spi.DataShape;
import org.jspecify.annotations.Nullable;

/** A data set as the OpenAPI document describes it. */
public record DataSetView(
        String name,
        String title,
        String summary,
        DataSetCard.Origin origin,
        DataShape.Kind kind,
        List<Integer> shape,
        boolean eightBit,
        List<String> classes,
        int trainExamples,
        int testExamples,
        String fingerprint,
        DataSetCard.@Nullable Modes modes,
        List<String> symbols,
        @Nullable HiddenMarkovSource chain,
        List<String> columns) {

    public static DataSetView of(DataSetCard card) {
        return new DataSetView(
                card.name(),
                card.title(),
                card.summary(),
                card.origin(),
                card.shape().kind(),
                card.shape().axes(),
                card.eightBit(),
                card.classes(),
                card.trainExamples(),
                card.testExamples(),
                card.fingerprint(),
                card.modes().orElse(null),
                card.symbols(),
                card.chain().orElse(null),
                card.columns());
    }
}
