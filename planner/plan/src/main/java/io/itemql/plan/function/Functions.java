package io.itemql.plan.function;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.expression.Function;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All scalar functions, by name in any case.
 *
 * <p>Two measures of text exist: SQL's functions count Unicode code points, so CHAR_LENGTH of an emoji is 1; the item
 * API's {@code size} counts UTF-16 units as the service does, so it is 2 there. SQL's text functions take the text of a
 * number, boolean or date as well, see {@link io.itemql.plan.value.ValueText}.
 */
public final class Functions {
    private static final Map<String, Function> BY_NAME = new LinkedHashMap<>();
    /** Those that are written between their operands. */
    private static final Map<String, Function> OPERATORS = new LinkedHashMap<>();

    static {
        TextFunctions.all().forEach(Functions::register);
        PatternFunctions.all().forEach(Functions::register);
        NumberFunctions.all().forEach(Functions::register);
        RealFunctions.all().forEach(Functions::register);
        WholeFunctions.all().forEach(Functions::register);
        CodeFunctions.all().forEach(Functions::register);
        DateFunctions.all().forEach(Functions::register);
        ZoneFunctions.all().forEach(Functions::register);
        TemplateFunctions.all().forEach(Functions::register);
        ListFunctions.all().forEach(Functions::register);
        JsonFunctions.all().forEach(Functions::register);
        DocumentSteps.all().forEach(function -> OPERATORS.put(function.name(), function));
        FormatFunction.all().forEach(Functions::register);
        IntervalFunctions.all().forEach(Functions::register);
        ItemFunctions.all().forEach(Functions::register);
        alias("CHARACTER_LENGTH", "CHAR_LENGTH");
        alias("LENGTH", "CHAR_LENGTH");
        alias("LCASE", "LOWER");
        alias("UCASE", "UPPER");
        alias("SUBSTR", "SUBSTRING");
        alias("IFNULL", "COALESCE");
        alias("NVL", "COALESCE");
        alias("CEILING", "CEIL");
        alias("TRUNCATE", "TRUNC");
        alias("POW", "POWER");
        alias("CHAR", "CHR");
        alias("LOCATE", "POSITION");
        alias("DAYOFMONTH", "DAY");
        alias("DAYOFYEAR", "DOY");
        alias("BTRIM", "TRIM");
        alias("RANDOM", "RAND");
        alias("INSTR", "STRPOS");
        // As the parser calls it.
        alias("TRANSLATE3", "TRANSLATE");
        alias("GEN_RANDOM_UUID", "UUID");
        alias("ARRAY_CONCAT", "ARRAY_CAT");
        alias("JSON_LENGTH", "JSON_ARRAY_LENGTH");
        // Documents have one form here.
        alias("JSONB_BUILD_OBJECT", "JSON_BUILD_OBJECT");
        alias("JSONB_BUILD_ARRAY", "JSON_BUILD_ARRAY");
        alias("JSONB_TYPEOF", "JSON_TYPEOF");
        alias("JSONB_ARRAY_LENGTH", "JSON_ARRAY_LENGTH");
        alias("JSONB_EXTRACT_PATH", "JSON_EXTRACT_PATH");
        alias("JSONB_EXTRACT_PATH_TEXT", "JSON_EXTRACT_PATH_TEXT");
        alias("TO_JSONB", "TO_JSON");
        alias("JSON_KEYS", "JSON_OBJECT_KEYS");
        alias("DATE", "TO_DATE");
        // The moment of a statement is one through all of it.
        alias("STATEMENT_TIMESTAMP", "NOW");
    }

    private Functions() {}

    private static void register(Function function) {
        BY_NAME.put(function.name().toUpperCase(Locale.ROOT), function);
    }

    private static void alias(String name, String of) {
        BY_NAME.put(name, BY_NAME.get(of));
    }

    /** The function of a name, in any case, or of an operator such as {@code ->}. */
    public static Optional<Function> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toUpperCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(OPERATORS.get(name)));
    }

    /**
     * The function of a name, in any case.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_FUNCTION}
     */
    public static Function get(String name) {
        return find(name).orElseThrow(() -> new ItemException(ErrorCode.UNKNOWN_FUNCTION, name, ""));
    }

    /** The names under which functions can be called, in capital letters. */
    public static Collection<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }
}
