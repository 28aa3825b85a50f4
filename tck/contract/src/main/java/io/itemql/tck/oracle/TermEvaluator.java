package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Computes terms for a row, or for a group of rows. Java's {@code null} is MISSING. */
final class TermEvaluator {
    private final List<AttributeValue> parameters;
    private final QueryEvaluator queries;

    TermEvaluator(List<AttributeValue> parameters, QueryEvaluator queries) {
        this.parameters = parameters;
        this.queries = queries;
    }

    /**
     * Where a term is computed.
     *
     * @param scope the row; for a group its first row
     * @param group the rows of the group; absent where nothing is grouped
     * @param keys what the terms of GROUP BY are for the group
     */
    record Frame(Scope scope, Optional<List<Scope>> group, Map<Term, AttributeValue> keys) {
        static Frame of(Scope row) {
            return new Frame(row, Optional.empty(), Map.of());
        }
    }

    boolean isTrue(Term term, Frame frame) {
        return evaluate(term, frame) == BoolValue.TRUE;
    }

    AttributeValue evaluate(Term term, Frame frame) {
        if (frame.keys().containsKey(term)) {
            return frame.keys().get(term);
        }
        if (term instanceof Term.Literal literal) {
            return literal.value();
        }
        if (term instanceof Term.Missing) {
            return null;
        }
        if (term instanceof Term.Parameter parameter) {
            return parameters.get(parameter.index());
        }
        if (term instanceof Term.Name name) {
            return frame.scope().value(name.name());
        }
        if (term instanceof Term.Field field) {
            return field(field, frame);
        }
        if (term instanceof Term.Element element) {
            return element(element, frame);
        }
        if (term instanceof Term.Aggregate aggregate) {
            return aggregate(aggregate, frame);
        }
        if (term instanceof Term.Call call) {
            return Functions.call(call.name(), evaluateAll(call.arguments(), frame));
        }
        if (term instanceof Term.Negation negation) {
            return Arithmetic.compute("-", NumberValue.ZERO, evaluate(negation.operand(), frame));
        }
        if (term instanceof Term.Arithmetic arithmetic) {
            return Arithmetic.compute(
                    arithmetic.operator(), evaluate(arithmetic.left(), frame), evaluate(arithmetic.right(), frame));
        }
        if (term instanceof Term.Cast cast) {
            AttributeValue operand = evaluate(cast.operand(), frame);
            return Values.absent(operand) ? Logic.UNKNOWN : Arithmetic.cast(operand, cast.type());
        }
        if (term instanceof Term.Case cases) {
            return cases(cases, frame);
        }
        if (term instanceof Term.ScalarQuery scalar) {
            return scalar(queries.relation(scalar.query(), frame.scope().inner()));
        }
        return term instanceof Term.ListOf || term instanceof Term.BagOf || term instanceof Term.MapOf
                ? collection(term, frame)
                : predicate(term, frame);
    }

    private List<AttributeValue> evaluateAll(List<Term> terms, Frame frame) {
        List<AttributeValue> values = new ArrayList<>();
        for (Term term : terms) {
            values.add(evaluate(term, frame));
        }
        return values;
    }

    private AttributeValue predicate(Term term, Frame frame) {
        if (term instanceof Term.Comparison comparison) {
            return Logic.compare(
                    comparison.operator(), evaluate(comparison.left(), frame), evaluate(comparison.right(), frame));
        }
        if (term instanceof Term.And and) {
            AttributeValue left = evaluate(and.left(), frame);
            return left == BoolValue.FALSE ? left : Logic.and(left, evaluate(and.right(), frame));
        }
        if (term instanceof Term.Or or) {
            AttributeValue left = evaluate(or.left(), frame);
            return left == BoolValue.TRUE ? left : Logic.or(left, evaluate(or.right(), frame));
        }
        if (term instanceof Term.Not not) {
            return Logic.not(evaluate(not.operand(), frame));
        }
        if (term instanceof Term.Between between) {
            AttributeValue operand = evaluate(between.operand(), frame);
            return Logic.and(
                    Logic.compare(">=", operand, evaluate(between.lower(), frame)),
                    Logic.compare("<=", operand, evaluate(between.upper(), frame)));
        }
        if (term instanceof Term.InList in) {
            return Logic.in(evaluate(in.operand(), frame), evaluateAll(in.members(), frame));
        }
        if (term instanceof Term.InCollection in) {
            AttributeValue collection = evaluate(in.collection(), frame);
            List<AttributeValue> members = Values.members(collection);
            return collection instanceof ListValue || !members.isEmpty()
                    ? Logic.in(evaluate(in.operand(), frame), members)
                    : Logic.UNKNOWN;
        }
        if (term instanceof Term.InQuery in) {
            List<AttributeValue> members = new ArrayList<>();
            queries.relation(in.query(), frame.scope().inner()).rows().forEach(row -> members.add(row.get(0)));
            return Logic.in(evaluate(in.operand(), frame), members);
        }
        if (term instanceof Term.Exists exists) {
            return BoolValue.of(!queries.relation(exists.query(), frame.scope().inner())
                    .rows()
                    .isEmpty());
        }
        if (term instanceof Term.Like like) {
            return like(like, frame);
        }
        return is((Term.Is) term, frame);
    }

    private AttributeValue field(Term.Field field, Frame frame) {
        if (field.base() instanceof Term.Name name) {
            Optional<Scope.Binding> binding = frame.scope().binding(name.name());
            if (binding.isPresent()) {
                return binding.get().field(field.name());
            }
        }
        return evaluate(field.base(), frame) instanceof MapValue map ? map.get(field.name()) : null;
    }

    private AttributeValue element(Term.Element element, Frame frame) {
        AttributeValue position = evaluate(element.position(), frame);
        if (position instanceof StringValue name) {
            return field(new Term.Field(element.base(), name.value()), frame);
        }
        AttributeValue base = evaluate(element.base(), frame);
        if (!(base instanceof ListValue list) || !(position instanceof NumberValue number) || !number.isLong()) {
            return null;
        }
        long index = number.longValue();
        return index >= 0 && index < list.elements().size() ? list.elements().get((int) index) : null;
    }

    private AttributeValue aggregate(Term.Aggregate aggregate, Frame frame) {
        List<Scope> rows = frame.group()
                .orElseThrow(() -> new ItemException(
                        ErrorCode.AGGREGATE_MISUSE, aggregate.name() + " is not allowed where rows are not grouped"));
        if (aggregate.argument().isEmpty()) {
            return NumberValue.of(rows.size());
        }
        List<AttributeValue> values = new ArrayList<>();
        for (Scope row : rows) {
            values.add(evaluate(aggregate.argument().get(), Frame.of(row)));
        }
        return Aggregates.compute(aggregate.name(), aggregate.distinct(), values);
    }

    private AttributeValue cases(Term.Case cases, Frame frame) {
        for (int i = 0; i < cases.conditions().size(); i++) {
            if (isTrue(cases.conditions().get(i), frame)) {
                return evaluate(cases.results().get(i), frame);
            }
        }
        return cases.otherwise().isPresent() ? evaluate(cases.otherwise().get(), frame) : Logic.UNKNOWN;
    }

    private static AttributeValue scalar(Relation relation) {
        if (relation.rows().size() > 1) {
            throw new ItemException(ErrorCode.CARDINALITY_VIOLATION);
        }
        return relation.rows().isEmpty()
                ? Logic.UNKNOWN
                : relation.rows().get(0).get(0);
    }

    private AttributeValue like(Term.Like like, Frame frame) {
        AttributeValue escape =
                like.escape().isPresent() ? evaluate(like.escape().get(), frame) : new StringValue("");
        if (!(evaluate(like.operand(), frame) instanceof StringValue text)
                || !(evaluate(like.pattern(), frame) instanceof StringValue pattern)
                || !(escape instanceof StringValue sign)) {
            return Logic.UNKNOWN;
        }
        return BoolValue.of(Logic.like(
                text.value().codePoints().toArray(),
                0,
                pattern.value().codePoints().toArray(),
                0,
                sign.value().isEmpty() ? -1 : sign.value().codePointAt(0)));
    }

    private AttributeValue is(Term.Is is, Frame frame) {
        AttributeValue value = evaluate(is.operand(), frame);
        return BoolValue.of(
                switch (is.what()) {
                    case "NULL" -> Values.absent(value);
                    case "MISSING" -> value == null;
                    case "TRUE" -> value == BoolValue.TRUE;
                    case "FALSE" -> value == BoolValue.FALSE;
                    case "UNKNOWN" -> !(value instanceof BoolValue);
                    default ->
                        value != null
                                && typeName(is.what()).contains(value.type().name());
                });
    }

    private static List<String> typeName(String word) {
        return switch (word) {
            case "BOOL", "BOOLEAN" -> List.of("BOOL");
            case "BLOB", "BINARY" -> List.of("B");
            case "STRING", "VARCHAR" -> List.of("S");
            case "NUMERIC", "NUMBER", "DECIMAL" -> List.of("N");
            case "STRUCT", "TUPLE", "MAP" -> List.of("M");
            case "LIST" -> List.of("L");
            default -> throw new ItemException(ErrorCode.UNSUPPORTED, "IS " + word, " by the naive evaluator");
        };
    }

    private AttributeValue collection(Term term, Frame frame) {
        if (term instanceof Term.MapOf map) {
            Map<String, AttributeValue> entries = new LinkedHashMap<>();
            for (int i = 0; i < map.names().size(); i++) {
                AttributeValue value = evaluate(map.values().get(i), frame);
                if (evaluate(map.names().get(i), frame) instanceof StringValue name && value != null) {
                    entries.put(name.value(), value);
                }
            }
            return new MapValue(entries);
        }
        if (term instanceof Term.ListOf list) {
            return new ListValue(evaluateAll(list.elements(), frame).stream()
                    .map(value -> value == null ? Logic.UNKNOWN : value)
                    .toList());
        }
        List<AttributeValue> members = evaluateAll(((Term.BagOf) term).elements(), frame);
        if (members.stream().allMatch(StringValue.class::isInstance)) {
            return StringSetValue.of(
                    members.stream().map(StringValue.class::cast).toList());
        }
        if (members.stream().allMatch(NumberValue.class::isInstance)) {
            return NumberSetValue.of(
                    members.stream().map(NumberValue.class::cast).toList());
        }
        throw new ItemException(ErrorCode.UNSUPPORTED, "A bag of other values", " by the naive evaluator");
    }
}
