package org.genera.data.readers.text;

import java.util.List;
import java.util.stream.Collectors;
import org.genera.data.sets.DataSetCard;
import org.genera.spi.DataShape;

/**
 * How people write a sequence of symbols: letter by letter where each symbol is one, else word by word.
 *
 * @param symbols their names
 * @param longest how many symbols a sequence may have
 */
public record Spelling(List<String> symbols, int longest) {
    private static final int SHOWN = 40;

    public Spelling {
        symbols = List.copyOf(symbols);
    }

    /** @throws IllegalArgumentException if these are no sequences of symbols */
    public static Spelling of(DataSetCard card) {
        if (!(card.shape() instanceof DataShape.Sequence sequence) || !sequence.discrete()) {
            throw new IllegalArgumentException(
                    "expected sequences of symbols, got examples of the shape " + card.shape() + " in " + card.name());
        }
        return new Spelling(card.symbols(), sequence.longest());
    }

    /**
     * The symbols of a text by their numbers.
     *
     * @throws IllegalArgumentException saying which symbol is none of these, or that there are too many or none
     */
    public int[] numbers(String text) {
        boolean letters = symbols.stream().allMatch(symbol -> symbol.codePointCount(0, symbol.length()) == 1);
        List<String> written = SequenceText.symbols(text.strip(), letters ? SymbolKind.CHARACTERS : SymbolKind.WORDS);
        if (written.isEmpty() || written.size() > longest) {
            throw new IllegalArgumentException("expected 1 to " + longest + " symbols"
                    + (letters ? "" : ", with blanks between them") + ", got " + written.size());
        }
        return written.stream().mapToInt(this::number).toArray();
    }

    private int number(String symbol) {
        int number = symbols.indexOf(symbol);
        if (number < 0) {
            String some = symbols.stream()
                    .limit(SHOWN)
                    .map(each -> "\"" + each + "\"")
                    .collect(Collectors.joining(" "));
            throw new IllegalArgumentException("expected the symbols " + some
                    + (symbols.size() > SHOWN ? " and " + (symbols.size() - SHOWN) + " more" : "") + ", got \""
                    + symbol + "\"");
        }
        return number;
    }
}
