package org.genera.data.readers.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.genera.data.readers.files.InputFile;
import org.genera.data.store.DataSetWriter;
import org.genera.data.store.DataSource;
import org.genera.data.store.ImportNote.Kind;
import org.genera.data.store.ImportSummary;
import org.genera.data.store.ImportSummary.Order;
import org.genera.spi.DataShape;

/**
 * Sequences of symbols in text, one in a line. Where nobody says what a symbol is, it is a word if any line has a blank,
 * else a character. The file is read twice: the first time finds the alphabet and the longest sequence.
 */
public final class SequenceText implements DataSource {
    private final Path path;
    private final Optional<SymbolKind> kind;

    public SequenceText(Path path, Optional<SymbolKind> kind) {
        this.path = path;
        this.kind = kind;
    }

    @Override
    public String path() {
        return path.toString();
    }

    @Override
    public void into(DataSetWriter set) throws IOException {
        long total = InputFile.sizeOf(path);
        Survey survey = new Survey();
        try (TextLines lines = new TextLines(path, done -> set.progress().read(done, 2 * total))) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                survey.add(line.get(), lines.line(), lines.file());
            }
        }
        String file = String.valueOf(path.getFileName());
        SymbolKind cut = kind.orElse(survey.blanks ? SymbolKind.WORDS : SymbolKind.CHARACTERS);
        Alphabet alphabet = cut == SymbolKind.WORDS ? survey.words : survey.characters;
        requireAlphabet(alphabet, cut, file);
        if (survey.sequences < 2) {
            throw new IllegalArgumentException(
                    "sequences: expected at least 2, one in each line, got " + survey.sequences + " in " + file);
        }
        DataShape.Sequence shape = DataShape.Sequence.ofSymbols(survey.longest(cut), alphabet.size());
        SequenceLimits.requireTotal(survey.sequences, shape, file);
        set.split(survey.sequences, 0);
        set.begin(shape, false);
        int[] ranks = alphabet.ranks();
        int[] lengths = new int[survey.sequences];
        try (TextLines lines = new TextLines(path, done -> set.progress().read(total + done, 2 * total))) {
            for (int i = 0; i < lengths.length; i++) {
                List<String> symbols = symbols(lines.next().orElse(""), cut);
                float[] values = new float[shape.longest()];
                for (int k = 0; k < symbols.size(); k++) {
                    values[k] = ranks[alphabet.number(symbols.get(k))];
                }
                lengths[i] = symbols.size();
                set.append(values);
            }
        }
        int shortest = Arrays.stream(lengths).min().orElse(0);
        set.notes().add(Kind.READ, "a symbol is a " + (cut == SymbolKind.WORDS ? "word" : "character"));
        if (cut == SymbolKind.WORDS && alphabet.symbols().stream().allMatch(symbol -> symbol.matches("\\d+"))) {
            set.notes()
                    .add(
                            Kind.WARNING,
                            "all symbols are whole numbers; if the lines are rows of a table, say --format csv");
        }
        set.finish(new ImportSummary(
                        new int[0],
                        List.of(),
                        0,
                        set.splitGiven() ? Order.AS_READ : Order.SHUFFLED,
                        SequenceLimits.named(shape, shortest),
                        file)
                .ofSequences(lengths, alphabet.symbols()));
        set.progress().read(2 * total, 2 * total);
    }

    private static void requireAlphabet(Alphabet alphabet, SymbolKind cut, String file) {
        if (alphabet.tooLarge()) {
            throw new IllegalArgumentException("symbols: expected at most " + Alphabet.MOST_SYMBOLS
                    + " different symbols, got more " + cut + " in " + file
                    + (cut == SymbolKind.WORDS ? "; try --symbols characters" : "; is it the right file?"));
        }
    }

    public static List<String> symbols(String line, SymbolKind cut) {
        if (cut == SymbolKind.CHARACTERS) {
            return line.codePoints().mapToObj(Character::toString).toList();
        }
        String stripped = line.strip();
        return stripped.isEmpty() ? List.of() : Arrays.asList(stripped.split("\\s+"));
    }

    /** What the first reading finds, for either kind of symbol. */
    private static final class Survey {
        private final Alphabet words = new Alphabet();
        private final Alphabet characters = new Alphabet();
        private boolean blanks;
        private int sequences;
        private int mostWords;
        private int mostCharacters;
        private int emptyLine;

        void add(String line, int number, String file) {
            if (line.isBlank()) {
                emptyLine = emptyLine == 0 ? number : emptyLine;
                return;
            }
            // Blank lines at the end are no sequences; before others they are empty ones, and probably a mistake.
            if (emptyLine > 0) {
                throw new IllegalArgumentException("sequences: expected at least one symbol in each line, got none in"
                        + " line " + emptyLine + " of " + file + "; remove the line");
            }
            sequences++;
            blanks |= line.strip().chars().anyMatch(Character::isWhitespace);
            List<String> split = symbols(line, SymbolKind.WORDS);
            List<String> single = symbols(line, SymbolKind.CHARACTERS);
            SequenceLimits.requireLength(split.size(), "line " + number + " of " + file);
            split.forEach(words::number);
            single.forEach(characters::number);
            mostWords = Math.max(mostWords, split.size());
            mostCharacters = Math.max(mostCharacters, single.size());
        }

        int longest(SymbolKind cut) {
            int longest = cut == SymbolKind.WORDS ? mostWords : mostCharacters;
            SequenceLimits.requireLength(longest, "its longest line");
            return longest;
        }
    }
}
