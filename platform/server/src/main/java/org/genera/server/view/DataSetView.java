package org.genera.server.view;

import java.util.Arrays;
import java.util.List;
import org.genera.data.sets.DataSetCard;
import org.genera.data.sets.HiddenMarkovSource;
import org.genera.spi.DataShape;
import org.genera.spi.Half;
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
        List<String> columns,
        boolean aligned,
        List<HalfView> halves) {

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
                card.density().modes().orElse(null),
                card.symbols(),
                card.density().chain().orElse(null),
                card.columns(),
                card.aligned(),
                HalfView.of(card));
    }

    /** A half of a pair; there are two of them or none. */
    public record HalfView(
            DataShape.Kind kind, List<Integer> shape, boolean eightBit, List<String> symbols, List<String> columns) {

        static List<HalfView> of(DataSetCard card) {
            return card.shape() instanceof DataShape.Pair
                    ? Arrays.stream(Half.values())
                            .map(half -> ofHalf(card.half(half)))
                            .toList()
                    : List.of();
        }

        private static HalfView ofHalf(DataSetCard half) {
            return new HalfView(
                    half.shape().kind(), half.shape().axes(), half.eightBit(), half.symbols(), half.columns());
        }
    }
}
