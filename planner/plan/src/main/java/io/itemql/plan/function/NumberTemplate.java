package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NumberValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A template of TO_CHAR and TO_NUMBER for numbers: {@code 9} a digit that is blank before the first, {@code 0} a digit
 * that is always there, {@code ,} or {@code G} groups, {@code .} or {@code D} the point, {@code FM} without blanks, {@code S}
 * the sign, {@code MI} a minus behind, {@code $} itself. Immutable.
 */
final class NumberTemplate {
    private final String template;
    private final String whole;
    private final int fraction;
    private final boolean padded;
    private final boolean signed;
    private final boolean minusBehind;
    private final boolean dollar;

    NumberTemplate(String template) {
        this.template = template;
        String rest = template.toUpperCase(Locale.ROOT);
        padded = !rest.startsWith("FM");
        rest = padded ? rest : rest.substring(2);
        signed = rest.startsWith("S");
        minusBehind = rest.endsWith("MI");
        dollar = rest.contains("$");
        rest = rest.replace("S", "")
                .replace("MI", "")
                .replace("$", "")
                .replace('G', ',')
                .replace('D', '.');
        int point = rest.indexOf('.');
        whole = point < 0 ? rest : rest.substring(0, point);
        String behind = point < 0 ? "" : rest.substring(point + 1);
        fraction = behind.length();
        if (!whole.matches("[90,]*") || !behind.matches("[90]*")) {
            throw new ItemException(
                    ErrorCode.FUNCTION_ARGUMENT,
                    "'" + template + "' is no template of a number; it has 9, 0, a point, commas, FM, S, MI and $");
        }
    }

    /** The text of a number; {@code #} for digits that the template has no room for. */
    String format(NumberValue number) {
        BigDecimal rounded = number.toBigDecimal().setScale(fraction, RoundingMode.HALF_UP);
        String digits = rounded.abs().toPlainString();
        int point = digits.indexOf('.');
        String front = point < 0 ? digits : digits.substring(0, point);
        front = front.equals("0") && fraction > 0 ? "" : front;
        String behind = point < 0 ? "" : digits.substring(point);
        long room = whole.chars().filter(c -> c != ',').count();
        StringBuilder body = new StringBuilder();
        if (front.length() > room) {
            body.append(whole.replaceAll("[90]", "#")).append(fraction > 0 ? "." + "#".repeat(fraction) : "");
        } else {
            body.append(placed(front, (int) room)).append(behind);
        }
        return signed(body.toString(), rounded.signum() < 0);
    }

    /** The digits in their places, blanks and zeros before them. */
    private String placed(String digits, int room) {
        StringBuilder text = new StringBuilder();
        int place = 0;
        boolean begun = false;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (c == ',') {
                text.append(begun ? ',' : ' ');
                continue;
            }
            int index = place - (room - digits.length());
            begun |= index >= 0 || c == '0';
            text.append(index >= 0 ? digits.charAt(index) : begun ? '0' : ' ');
            place++;
        }
        return text.toString();
    }

    private String signed(String body, boolean negative) {
        int blanks = 0;
        while (blanks < body.length() && body.charAt(blanks) == ' ') {
            blanks++;
        }
        String digits = (dollar ? "$" : "") + body.substring(blanks);
        String sign = negative ? "-" : signed ? "+" : " ";
        String text = minusBehind ? digits + (negative ? "-" : " ") : sign + digits;
        text = " ".repeat(blanks) + text;
        return padded ? text : text.strip();
    }

    /** The number that a text spells in this template. */
    NumberValue parse(String text) {
        String plain = text.strip().replace(",", "").replace("$", "");
        boolean negative = plain.startsWith("-") || plain.endsWith("-");
        plain = plain.replaceFirst("^[-+]", "").replaceFirst("-$", "").strip();
        try {
            BigDecimal number = new BigDecimal(plain);
            return NumberValue.rounded(negative ? number.negate() : number);
        } catch (NumberFormatException e) {
            throw ItemException.causedBy(e, ErrorCode.CAST_FAILED, "'" + text + "'", "a number as " + template);
        }
    }
}
