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
 * @param kind of a value in NumPy's letters: u, i, f or b for numbers, U or S for words
 * @param bytes of a value
 * @param order of these bytes
 * @param fortran whether the first index changes fastest, and not the last one
 * @param sizes of the dimensions; the first counts the examples
 */
record NpyHeader(char kind, int bytes, ByteOrder order, boolean fortran, List<Long> sizes) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr':\\s*(?:'([<>|=])([a-zA-Z])(\\d*)[^']*'|(\\[))");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d, L]*)\\)");
    private static final List<String> NUMBERS =
            List.of("u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "f4", "f8", "b1");
    private static final Pattern WORDS = Pattern.compile("[US]\\d{1,4}");
    /** Of a character in an array of words of kind U. */
    private static final int UTF32 = 4;

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
        boolean words = WORDS.matcher(number).matches();
        if (!NUMBERS.contains(number) && !words) {
            throw new IllegalArgumentException(
                    what + ": expected integers, booleans or floats of 16, 32 or 64 bits, got the NumPy type "
                            + (number.startsWith("O") ? "object" : number) + " in " + file
                            + "; convert it with astype('float32') or astype('uint8')");
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
        int length = Integer.parseInt(number.substring(1));
        return new NpyHeader(
                number.charAt(0),
                number.startsWith("U") ? UTF32 * length : length,
                order,
                fortran.group(1).equals("True"),
                List.copyOf(sizes));
    }

    /** The same array with the last index changing fastest. */
    NpyHeader inOrder() {
        return new NpyHeader(kind, bytes, order, false, sizes);
    }

    /** Whether there is one value for each example. */
    boolean holdsLabels() {
        return sizes.size() == 1 || sizes.size() == 2 && sizes.get(1) == 1;
    }

    /** As NumPy writes it, without the order of bytes. */
    String type() {
        return kind + Integer.toString(kind == 'U' ? bytes / UTF32 : bytes);
    }

    /** Whether values are words. */
    boolean words() {
        return kind == 'U' || kind == 'S';
    }

    /** Word {@code index} of a row of them, which zeros fill up. */
    String word(ByteBuffer words, int index) {
        StringBuilder word = new StringBuilder();
        int each = kind == 'U' ? UTF32 : 1;
        for (int at = index * bytes; at < (index + 1) * bytes; at += each) {
            int character = kind == 'U' ? words.getInt(at) : words.get(at) & 0xFF;
            if (character > 0 && Character.isValidCodePoint(character)) {
                word.appendCodePoint(character);
            }
        }
        return word.toString();
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
            case 2 ->
                floating()
                        ? half(numbers.getShort(at))
                        : kind == 'i' ? numbers.getShort(at) : numbers.getShort(at) & 0xFFFF;
            case 4 ->
                floating()
                        ? numbers.getFloat(at)
                        : kind == 'i' ? numbers.getInt(at) : Integer.toUnsignedLong(numbers.getInt(at));
            default ->
                floating() ? numbers.getDouble(at) : kind == 'u' ? unsigned(numbers.getLong(at)) : numbers.getLong(at);
        };
    }

    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
    }

    /** A float of 16 bits (IEEE 754 binary16): a sign, 5 bits of exponent, 10 of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double size;
        if (exponent == 0x1F) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((double) fraction, -24);
        } else {
            size = Math.scalb((double) (0x400 | fraction), exponent - 25);
        }
        return bits < 0 ? -size : size;
    }

    /** The shape as NumPy writes it. */
    String shape() {
        return sizes.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "(", sizes.size() == 1 ? ",)" : ")"));
    }
}
