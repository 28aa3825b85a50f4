package io.itemql.sql.general.validate;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;

/**
 * What Calcite throws, as errors of ItemQL. Names, functions, types and numbers of columns are checked before Calcite
 * sees a query; what is left are the rules of grouping, aggregates and windows.
 */
final class CalciteFaults {
    private record Rule(Pattern pattern, ErrorCode code, Function<Matcher, String> message) {}

    private static final List<Rule> RULES = List.of(
            rule(
                    "Expression '(.*)' is not being grouped",
                    ErrorCode.GROUPING_ERROR,
                    found -> found.group(1) + " must stand in GROUP BY or inside an aggregate function"),
            rule(
                    "Expression '(.*)' is not in the select clause",
                    ErrorCode.GROUPING_ERROR,
                    found -> "With SELECT DISTINCT, ORDER BY can only use what is selected, and " + found.group(1)
                            + " is not"),
            rule(
                    "Windowed aggregate expression is illegal in (.*) clause",
                    ErrorCode.WINDOW_ERROR,
                    found -> "A window function cannot stand in " + found.group(1)
                            + "; filter by it in a query around this one, or with QUALIFY"),
            rule(
                    "Aggregate expression is illegal in ORDER BY clause of non-aggregating SELECT",
                    ErrorCode.AGGREGATE_MISUSE,
                    found -> "An aggregate function in ORDER BY needs GROUP BY"),
            rule(
                    "Aggregate expression is illegal in (.*) clause",
                    ErrorCode.AGGREGATE_MISUSE,
                    found -> "An aggregate function cannot stand in " + found.group(1)
                            + ("WHERE".equals(found.group(1)) ? "; use HAVING" : "")),
            rule(
                    "Aggregate expressions cannot be nested",
                    ErrorCode.AGGREGATE_MISUSE,
                    found -> "An aggregate function cannot stand inside another one"),
            rule(
                    "OVER clause is necessary for window functions",
                    ErrorCode.WINDOW_ERROR,
                    found -> "A window function needs an OVER clause"),
            rule(
                    "Argument to (.*) operator must be a grouped expression",
                    ErrorCode.AGGREGATE_MISUSE,
                    found -> "The arguments of " + found.group(1) + " must stand in GROUP BY"),
            rule(
                    "(.*) operator may only occur in an aggregate query",
                    ErrorCode.AGGREGATE_MISUSE,
                    found -> found.group(1) + " needs GROUP BY"),
            rule(
                    "(.*) operator may only occur in SELECT, HAVING or ORDER BY clause",
                    ErrorCode.AGGREGATE_MISUSE,
                    found -> found.group(1) + " can only stand in SELECT, HAVING and ORDER BY"),
            rule(
                    "DISTINCT/ALL not allowed with (.*) function",
                    ErrorCode.AGGREGATE_MISUSE,
                    found -> found.group(1) + " does not take DISTINCT"),
            rule("Table '(.*)' not found", ErrorCode.UNKNOWN_RELATION_ALIAS, found -> found.group(1)),
            rule(
                    "QUALIFY expression '(.*)' must contain a window function",
                    ErrorCode.WINDOW_ERROR,
                    found -> "QUALIFY needs a window function"),
            rule(".*WITHIN GROUP.*", ErrorCode.AGGREGATE_MISUSE, found -> "WITHIN GROUP cannot stand here"));

    private CalciteFaults() {}

    private static Rule rule(String pattern, ErrorCode code, Function<Matcher, String> message) {
        return new Rule(Pattern.compile(pattern, Pattern.DOTALL), code, message);
    }

    static ItemException translated(Throwable fault) {
        for (Throwable at = fault; at != null; at = at.getCause()) {
            if (at instanceof ItemException known) {
                return known;
            }
            if (at instanceof CalciteContextException placed) {
                return placed(placed);
            }
        }
        return ItemException.causedBy(fault, ErrorCode.INTERNAL_ERROR, fault);
    }

    private static ItemException placed(CalciteContextException fault) {
        String text =
                fault.getCause() == null ? fault.getMessage() : fault.getCause().getMessage();
        for (Rule rule : RULES) {
            Matcher found = rule.pattern().matcher(text == null ? "" : text);
            if (found.matches()) {
                return ItemException.causedBy(fault, rule.code(), rule.message().apply(found))
                        .at(fault.getPosLine(), fault.getPosColumn());
            }
        }
        return ItemException.causedBy(fault, ErrorCode.INTERNAL_ERROR, text)
                .at(fault.getPosLine(), fault.getPosColumn());
    }
}
