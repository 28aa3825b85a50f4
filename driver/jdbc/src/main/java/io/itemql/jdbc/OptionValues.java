package io.itemql.jdbc;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.Dialect;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import java.util.Locale;
import java.util.Map;

/** Reads the values of {@link ConnectionOption}s into {@link SessionOptions}. */
final class OptionValues {
    private static final String LIMIT = "limit:";

    private final Map<ConnectionOption, String> given;

    OptionValues(Map<ConnectionOption, String> given) {
        this.given = given;
    }

    /** @throws ItemException with {@link ErrorCode#INVALID_OPTION_VALUE} */
    SessionOptions toSessionOptions() {
        return new SessionOptions(
                flag(ConnectionOption.STRICT, SessionOptions.DEFAULT.strict()),
                scan(),
                flag(ConnectionOption.CONSISTENT_READ, SessionOptions.DEFAULT.consistentRead()),
                memory(),
                flag(ConnectionOption.READ_ONLY, SessionOptions.DEFAULT.readOnly()),
                flag(ConnectionOption.KEY_ACCESS, SessionOptions.DEFAULT.keyAccess()),
                pageSize(),
                dialect());
    }

    private Dialect dialect() {
        String dialect = given.getOrDefault(ConnectionOption.DIALECT, "sql");
        return switch (dialect.toLowerCase(Locale.ROOT)) {
            case "sql" -> Dialect.SQL;
            case "dynamodb" -> Dialect.DYNAMODB;
            default -> throw invalid(ConnectionOption.DIALECT, dialect, "it is sql or dynamodb");
        };
    }

    private boolean flag(ConnectionOption option, boolean otherwise) {
        String value = given.get(option);
        if (value == null) {
            return otherwise;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(option, value, "it is true or false");
        };
    }

    private ScanPolicy scan() {
        String value = given.getOrDefault(ConnectionOption.SCAN, "allow");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "allow" -> ScanPolicy.ALLOW;
            case "warn" -> ScanPolicy.WARN;
            case "deny" -> ScanPolicy.DENY;
            default -> scanLimit(value);
        };
    }

    private static ScanPolicy scanLimit(String value) {
        if (!value.toLowerCase(Locale.ROOT).startsWith(LIMIT)) {
            throw invalid(ConnectionOption.SCAN, value, "it is allow, warn, deny or limit:N");
        }
        return ScanPolicy.limit(
                number(ConnectionOption.SCAN, value, value.substring(LIMIT.length()), 1, Long.MAX_VALUE));
    }

    private long memory() {
        String value = given.get(ConnectionOption.MEMORY);
        if (value == null) {
            return SessionOptions.DEFAULT.memoryBytes();
        }
        String text = value.trim().toUpperCase(Locale.ROOT);
        int shift = text.endsWith("KB") ? 10 : text.endsWith("MB") ? 20 : text.endsWith("GB") ? 30 : 0;
        String digits = shift == 0 ? text : text.substring(0, text.length() - 2).trim();
        return number(ConnectionOption.MEMORY, value, digits, 1, Long.MAX_VALUE >> shift) << shift;
    }

    private int pageSize() {
        String value = given.getOrDefault(ConnectionOption.PAGE_SIZE, "0");
        return (int) number(ConnectionOption.PAGE_SIZE, value, value, 0, Integer.MAX_VALUE);
    }

    private static long number(ConnectionOption option, String value, String digits, long min, long max) {
        long number;
        try {
            number = Long.parseLong(digits.trim());
        } catch (NumberFormatException e) {
            throw ItemException.causedBy(
                    e,
                    ErrorCode.INVALID_OPTION_VALUE,
                    option.optionName(),
                    value,
                    "'" + digits + "' is no whole number");
        }
        if (number < min || number > max) {
            throw invalid(option, value, "the number is from " + min + " to " + max);
        }
        return number;
    }

    private static ItemException invalid(ConnectionOption option, String value, String why) {
        return new ItemException(ErrorCode.INVALID_OPTION_VALUE, option.optionName(), value, why);
    }
}
