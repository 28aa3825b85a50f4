package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.BinaryValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Function;
import io.itemql.table.ColumnType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Functions that write values in other letters: digests, hexadecimal digits, Base64, Soundex. */
final class CodeFunctions {
    private static final String SOUNDEX_DIGITS = "01230120022455012623010202";

    private CodeFunctions() {}

    static List<Function> all() {
        return List.of(
                digest("MD5", "MD5"),
                digest("SHA1", "SHA-1"),
                digest("SHA256", "SHA-256"),
                digest("SHA512", "SHA-512"),
                Function.strict("TO_HEX", 1, 1, ColumnType.VARCHAR, (a, e) -> hexadecimal(a[0])),
                Function.strict("ENCODE", 2, 2, ColumnType.VARCHAR, (a, e) -> encoded(a[0], format(a[1]))),
                Function.strict("DECODE", 2, 2, ColumnType.VARBINARY, (a, e) -> decoded(a[0], format(a[1]))),
                Function.strict("TO_BASE64", 1, 1, ColumnType.VARCHAR, (a, e) -> encoded(a[0], "base64")),
                Function.strict("FROM_BASE64", 1, 1, ColumnType.VARBINARY, (a, e) -> decoded(a[0], "base64")),
                Function.strict(
                        "SOUNDEX",
                        1,
                        1,
                        ColumnType.VARCHAR,
                        (a, e) -> new StringValue(soundex(TextFunctions.string(a[0])))),
                Function.strict(
                        "DIFFERENCE",
                        2,
                        2,
                        ColumnType.BIGINT,
                        (a, e) -> alike(soundex(TextFunctions.string(a[0])), soundex(TextFunctions.string(a[1])))),
                Function.lenient(
                        "UUID",
                        0,
                        0,
                        ColumnType.VARCHAR,
                        (a, e) -> new StringValue(UUID.randomUUID().toString())));
    }

    private static Function digest(String name, String algorithm) {
        return Function.strict(name, 1, 1, ColumnType.VARCHAR, (a, e) -> {
            try {
                byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes(a[0]));
                return new StringValue(HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException unknown) {
                throw ItemException.causedBy(unknown, ErrorCode.INTERNAL_ERROR, algorithm);
            }
        });
    }

    /** The bytes of a binary, or of a text in UTF-8. */
    private static byte[] bytes(Value value) {
        return value instanceof BinaryValue binary
                ? binary.toByteArray()
                : TextFunctions.string(value).getBytes(StandardCharsets.UTF_8);
    }

    private static Value hexadecimal(Value value) {
        if (value instanceof NumberValue number) {
            BigInteger whole = number.toBigDecimal().toBigInteger();
            return new StringValue(whole.signum() < 0 ? Long.toHexString(whole.longValue()) : whole.toString(16));
        }
        return encoded(value, "hex");
    }

    private static String format(Value value) {
        String format = TextFunctions.string(value).toLowerCase(Locale.ROOT);
        if (format.equals("hex") || format.equals("base64")) {
            return format;
        }
        throw new ItemException(ErrorCode.FUNCTION_ARGUMENT, "Binary formats are hex and base64, not " + format);
    }

    private static StringValue encoded(Value value, String format) {
        byte[] bytes = bytes(value);
        return new StringValue(
                format.equals("hex")
                        ? HexFormat.of().formatHex(bytes)
                        : Base64.getEncoder().encodeToString(bytes));
    }

    private static Value decoded(Value value, String format) {
        String text = TextFunctions.string(value);
        try {
            return BinaryValue.ofOwned(
                    format.equals("hex")
                            ? HexFormat.of().parseHex(text)
                            : Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw ItemException.causedBy(e, ErrorCode.FUNCTION_ARGUMENT, "'" + text + "' is not written in " + format);
        }
    }

    /** The first letter and three digits for the sounds behind it, '' for a text without a letter. */
    private static String soundex(String text) {
        StringBuilder code = new StringBuilder();
        char last = '0';
        String upper = text.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (c < 'A' || c > 'Z') {
                continue;
            }
            char digit = SOUNDEX_DIGITS.charAt(c - 'A');
            if (code.isEmpty()) {
                code.append(c);
            } else if (digit != '0' && digit != last) {
                code.append(digit);
            }
            // H and W do not part two letters of one sound.
            if (c != 'H' && c != 'W') {
                last = digit;
            }
            if (code.length() == 4) {
                break;
            }
        }
        return code.isEmpty() ? "" : (code + "000").substring(0, 4);
    }

    private static Value alike(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return NullValue.NULL;
        }
        int same = 0;
        for (int i = 0; i < 4; i++) {
            same += a.charAt(i) == b.charAt(i) ? 1 : 0;
        }
        return NumberValue.of(same);
    }
}
