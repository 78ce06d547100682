package org.genera.server.view;

import java.util.List;
import org.genera.data.DataSetCard;
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
        DataSetCard.@Nullable Modes modes) {

    public static DataSetView of(DataSetCard card) {
        return new DataSetView(
                card.name(),
                card.title(),
                card.summary(),
                card.origin(),
                card.shape().kind(),
                lengths(card.shape()),
                card.eightBit(),
                card.classes(),
                card.trainExamples(),
                card.testExamples(),
                card.fingerprint(),
                card.modes().orElse(null));
    }

    /** One number for vectors; height, width, channels for images. */
    public static List<Integer> lengths(DataShape shape) {
        return shape instanceof DataShape.Image image
                ? List.of(image.height(), image.width(), image.channels())
                : List.of(shape.size());
    }
}
