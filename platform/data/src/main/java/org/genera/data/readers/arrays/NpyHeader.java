package org.genera.data.readers.arrays;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.genera.data.readers.files.InputFile;

/**
 * The head of a NumPy array: a magic, the version, then a dictionary of type, order and shape in Python's spelling.
 *
 * @param kind of a number in NumPy's letters: u, i, f or b
 * @param bytes of a number
 * @param order of these bytes
 * @param sizes of the dimensions; the first counts the examples
 */
record NpyHeader(char kind, int bytes, ByteOrder order, List<Long> sizes) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*(?:'([<>|=])([a-zA-Z])(\\d*)[^']*'|(\\[))");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d, L]*)\\)");
    private static final List<String> NUMBERS = List.of("u1", "u2", "u4", "i1", "i2", "i4", "i8", "f4", "f8", "b1");

    static NpyHeader read(String what, InputFile input) throws IOException {
        byte[] start = new byte[8];
        if (input.readUpTo(start, 8) < 8 || !Arrays.equals(start, 0, 6, MAGIC, 0, 6)) {
            throw new IllegalArgumentException(
                    what + ": expected a NumPy array, which starts with \\x93NUMPY, got " + input.name());
        }
        int lengthBytes = start[6] == 1 ? 2 : 4;
        byte[] length = new byte[4];
        if (start[6] < 1 || start[6] > 3) {
            throw new IllegalArgumentException(
                    what + ": expected version 1, 2 or 3 of the NumPy format, got " + start[6] + " in " + input.name());
        }
        boolean whole = input.readUpTo(length, lengthBytes) == lengthBytes;
        long characters = Integer.toUnsignedLong(
                ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt());
        if (characters > LONGEST) {
            throw new IllegalArgumentException(what + ": expected a NumPy header of at most " + LONGEST
                    + " characters, got " + characters + " in " + input.name());
        }
        byte[] text = new byte[(int) characters];
        if (!whole || input.readUpTo(text, text.length) < text.length) {
            throw new IllegalArgumentException(what + ": expected a whole NumPy header, got " + input.name()
                    + ", which ends early; is it truncated?");
        }
        return parse(what, input.name(), new String(text, StandardCharsets.UTF_8));
    }

    private static NpyHeader parse(String what, String file, String text) {
        Matcher type = TYPE.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!type.find() || !fortran.find() || !shape.find()) {
            throw new IllegalArgumentException(what + ": expected type, order and shape in the NumPy header, got \""
                    + text.strip() + "\" in " + file);
        }
        String number = type.group(4) == null ? type.group(2) + type.group(3) : "records";
        if (!NUMBERS.contains(number)) {
            throw new IllegalArgumentException(
                    what + ": expected uint8, integers, float32 or float64, got the NumPy type "
                            + (number.startsWith("O") ? "object" : number) + " in " + file
                            + "; convert it with astype('float32') or astype('uint8')");
        }
        if (fortran.group(1).equals("True")) {
            throw new IllegalArgumentException(what + ": expected an array in C order, got Fortran order in " + file
                    + "; save numpy.ascontiguousarray(array)");
        }
        List<Long> sizes = new ArrayList<>();
        for (String size : shape.group(1).replace("L", "").split(",", -1)) {
            if (!size.isBlank()) {
                // Longer numbers are no sizes of anything.
                String digits = size.strip();
                sizes.add(digits.length() > 15 ? Long.MAX_VALUE >> 20 : Long.parseLong(digits));
            }
        }
        ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(number.charAt(0), Integer.parseInt(number.substring(1)), order, List.copyOf(sizes));
    }

    /** Whether a number can have a fraction. */
    boolean floating() {
        return kind == 'f';
    }

    /** Number {@code index} of a row of them. */
    double number(ByteBuffer numbers, int index) {
        int at = index * bytes;
        return switch (bytes) {
            case 1 -> kind == 'i' ? numbers.get(at) : numbers.get(at) & 0xFF;
            case 2 -> kind == 'i' ? numbers.getShort(at) : numbers.getShort(at) & 0xFFFF;
            case 4 ->
                floating()
                        ? numbers.getFloat(at)
                        : kind == 'i' ? numbers.getInt(at) : Integer.toUnsignedLong(numbers.getInt(at));
            default -> floating() ? numbers.getDouble(at) : numbers.getLong(at);
        };
    }

    /** The shape as NumPy writes it. */
    String shape() {
        return sizes.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "(", sizes.size() == 1 ? ",)" : ")"));
    }
}
