package org.genera.data.readers.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.genera.data.readers.files.InputFile;

/** The lines of a text in UTF-8, plain or gzipped. Lines are bounded, so that a file that is no text costs no memory. */
final class TextLines implements AutoCloseable {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int END = -1;

    private final String file;
    private final BufferedReader reader;
    private int line;

    TextLines(Path path, LongConsumer progress) throws IOException {
        InputFile input = new InputFile("sequences", path, progress);
        file = input.name();
        reader = new BufferedReader(
                new InputStreamReader(
                        input.stream(),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
    }

    String file() {
        return file;
    }

    /** The number of the last line, from 1. */
    int line() {
        return line;
    }

    /** The next line without its end; nothing at the end of the file. */
    Optional<String> next() throws IOException {
        StringBuilder text = new StringBuilder();
        line++;
        try {
            int read = reader.read();
            if (line == 1 && read == BYTE_ORDER_MARK) {
                read = reader.read();
            }
            if (read == END) {
                return Optional.empty();
            }
            for (; read != END && read != '\n'; read = reader.read()) {
                if (read == 0) {
                    throw new IllegalArgumentException("sequences: expected text, got a zero byte in line " + line
                            + " of " + file + "; is it a binary file?");
                }
                if (text.length() >= LONGEST_LINE) {
                    throw new IllegalArgumentException("sequences: expected lines of at most " + LONGEST_LINE
                            + " characters, a sequence each, got a longer one, line " + line + " of " + file
                            + "; cut it into several");
                }
                text.append((char) read);
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "sequences: expected text in UTF-8, got other bytes near line " + line + " of " + file, e);
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) == '\r') {
            text.setLength(text.length() - 1);
        }
        return Optional.of(text.toString());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
