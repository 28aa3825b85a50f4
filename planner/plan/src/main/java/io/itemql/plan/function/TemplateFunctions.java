package io.itemql.plan.function;

import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.CastType;
import io.itemql.plan.value.Conversion;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.table.ColumnType;
import java.time.LocalDate;
import java.util.List;

/** Functions that write dates and numbers as a template says, and read them. */
final class TemplateFunctions {
    private static final CastType TIMESTAMP = CastType.of(CastType.Kind.TIMESTAMP);
    private static final CastType DATE = CastType.of(CastType.Kind.DATE);

    private record DateKey(String template) {}

    private record NumberKey(String template) {}

    private TemplateFunctions() {}

    static List<Function> all() {
        return List.of(
                Function.strict("TO_CHAR", 2, 2, ColumnType.VARCHAR, (a, e) -> written(a[0], a[1], e)),
                Function.strict(
                        "TO_TIMESTAMP",
                        1,
                        2,
                        ColumnType.TIMESTAMP,
                        (a, e) -> a.length == 1
                                ? Conversion.cast(a[0], TIMESTAMP, e.zone())
                                : new TimestampValue(date(a[1], e).parse(TextFunctions.string(a[0])))),
                Function.strict(
                        "TO_DATE",
                        1,
                        2,
                        ColumnType.DATE,
                        (a, e) -> a.length == 1
                                ? Conversion.cast(a[0], DATE, e.zone())
                                : new DateValue(date(a[1], e)
                                        .parse(TextFunctions.string(a[0]))
                                        .toLocalDate())),
                Function.strict("TO_NUMBER", 2, 2, ColumnType.DECIMAL, (a, e) -> number(a[1], e)
                        .parse(TextFunctions.string(a[0]))));
    }

    private static DateTemplate date(Value template, Evaluation evaluation) {
        String text = TextFunctions.string(template);
        return evaluation.compiled(new DateKey(text), DateTemplate.class, () -> new DateTemplate(text));
    }

    private static NumberTemplate number(Value template, Evaluation evaluation) {
        String text = TextFunctions.string(template);
        return evaluation.compiled(new NumberKey(text), NumberTemplate.class, () -> new NumberTemplate(text));
    }

    /** A text that is a date counts as one; NULL for what is neither a date nor a number. */
    private static Value written(Value value, Value template, Evaluation evaluation) {
        if (value instanceof NumberValue number) {
            return new StringValue(number(template, evaluation).format(number));
        }
        if (value instanceof TimeValue time) {
            return new StringValue(date(template, evaluation).format(LocalDate.EPOCH.atTime(time.value())));
        }
        return DateFunctions.moment(value, evaluation)
                .map(moment ->
                        (Value) new StringValue(date(template, evaluation).format(moment.value())))
                .orElse(NullValue.NULL);
    }
}
