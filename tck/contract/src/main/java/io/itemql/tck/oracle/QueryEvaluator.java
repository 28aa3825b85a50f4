package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.NumberValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs queries in the order in which SQL explains them: FROM, WHERE, GROUP BY, HAVING, SELECT, DISTINCT, ORDER BY,
 * LIMIT.
 */
final class QueryEvaluator {
    private final SourceEvaluator sources;
    private final TermEvaluator terms;

    QueryEvaluator(Map<String, NaiveTable> tables, List<AttributeValue> parameters) {
        this.terms = new TermEvaluator(parameters, this);
        this.sources = new SourceEvaluator(tables, this, terms);
    }

    /**
     * @param sortKeys one value for each term of ORDER BY
     * @param on one value for each term of DISTINCT ON
     */
    private record Produced(List<AttributeValue> values, List<AttributeValue> sortKeys, List<AttributeValue> on) {}

    /** A term in a row. */
    AttributeValue evaluate(Term term, Scope row) {
        return terms.evaluate(term, TermEvaluator.Frame.of(row));
    }

    /** True if there is no condition, or it is true in a row. */
    boolean holds(Optional<Term> condition, Scope row) {
        return condition.isEmpty() || terms.isTrue(condition.get(), TermEvaluator.Frame.of(row));
    }

    /** The rows that are left after LIMIT and OFFSET. */
    Relation relation(Query query, Scope scope) {
        NaiveResult result = result(query, scope);
        return new Relation(result.labels(), result.rows());
    }

    NaiveResult result(Query query, Scope scope) {
        Scope inside = scope;
        for (Query.Named named : query.named()) {
            Relation relation = relation(named.query(), inside);
            inside = inside.withNamed(
                    named.name(),
                    named.columns().isEmpty() ? relation : new Relation(named.columns(), relation.rows()));
        }
        List<String> labels = new ArrayList<>();
        List<Produced> rows = body(query.body(), query.order(), inside, labels);
        rows.sort((a, b) -> compareKeys(a.sortKeys(), b.sortKeys(), query.order()));
        if (query.body() instanceof Query.Select select && !select.on().isEmpty()) {
            rows = firstOfEach(rows, query.order());
        }
        List<List<List<AttributeValue>>> ties = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i == 0 || compareKeys(rows.get(i - 1).sortKeys(), rows.get(i).sortKeys(), query.order()) != 0) {
                ties.add(new ArrayList<>());
            }
            ties.get(ties.size() - 1).add(rows.get(i).values());
        }
        int from = Math.min(count(query.offset(), inside, 0), rows.size());
        int to = (int) Math.min((long) from + count(query.limit(), inside, Integer.MAX_VALUE), rows.size());
        if (query.ties() && to > from) {
            int end = 0;
            for (int i = 0; end < to; i++) {
                end += ties.get(i).size();
            }
            to = end;
        }
        return new NaiveResult(labels, ties, from, to);
    }

    /** The first row of those that are alike in the terms of DISTINCT ON. */
    private static List<Produced> firstOfEach(List<Produced> rows, List<Query.Order> order) {
        Map<String, Produced> first = new LinkedHashMap<>();
        for (Produced row : rows) {
            Produced before = first.putIfAbsent(Values.canonical(row.on()), row);
            boolean open = before != null
                    && compareKeys(before.sortKeys(), row.sortKeys(), order) == 0
                    && !Values.canonical(before.values()).equals(Values.canonical(row.values()));
            if (open) {
                throw new ItemException(
                        ErrorCode.UNSUPPORTED, "DISTINCT ON that leaves the row open", " by the naive evaluator");
            }
        }
        return new ArrayList<>(first.values());
    }

    private int count(Optional<Term> term, Scope scope, int otherwise) {
        if (term.isEmpty()) {
            return otherwise;
        }
        AttributeValue value = terms.evaluate(term.get(), TermEvaluator.Frame.of(scope));
        if (!(value instanceof NumberValue number) || !number.isLong()) {
            throw new ItemException(ErrorCode.UNSUPPORTED, "LIMIT " + value, " by the naive evaluator");
        }
        if (number.signum() < 0) {
            throw new ItemException(ErrorCode.NEGATIVE_LIMIT, number);
        }
        return (int) Math.min(number.longValue(), Integer.MAX_VALUE);
    }

    /** NULL and MISSING are greater than everything, unless NULLS FIRST or LAST says otherwise. */
    private static int compareKeys(List<AttributeValue> a, List<AttributeValue> b, List<Query.Order> order) {
        for (int i = 0; i < order.size(); i++) {
            boolean descending = order.get(i).descending();
            boolean leftAbsent = Values.absent(a.get(i));
            boolean rightAbsent = Values.absent(b.get(i));
            int byKey;
            if (leftAbsent || rightAbsent) {
                boolean nullsFirst = order.get(i).nullsFirst().orElse(descending);
                byKey = Boolean.compare(leftAbsent, rightAbsent) * (nullsFirst ? -1 : 1);
            } else {
                byKey = Values.compare(a.get(i), b.get(i)) * (descending ? -1 : 1);
            }
            if (byKey != 0) {
                return byKey;
            }
        }
        return 0;
    }

    /** Adds the labels to the given list. */
    private List<Produced> body(Query.Body body, List<Query.Order> order, Scope scope, List<String> labels) {
        if (body instanceof Query.Select select) {
            return select(select, order, scope, labels);
        }
        Relation relation;
        if (body instanceof Query.SetOperation operation) {
            relation = combine(operation, scope);
        } else if (body instanceof Query.Nested nested) {
            relation = relation(nested.query(), scope);
        } else {
            relation = values((Query.Values) body, scope);
        }
        labels.addAll(relation.labels());
        List<Produced> rows = new ArrayList<>();
        for (List<AttributeValue> row : relation.rows()) {
            rows.add(new Produced(row, sortKeys(order, labels, row, Optional.empty()), List.of()));
        }
        return rows;
    }

    private Relation values(Query.Values values, Scope scope) {
        List<List<AttributeValue>> rows = new ArrayList<>();
        for (List<Term> row : values.rows()) {
            List<AttributeValue> computed = new ArrayList<>();
            row.forEach(term -> computed.add(terms.evaluate(term, TermEvaluator.Frame.of(scope))));
            rows.add(computed);
        }
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < rows.get(0).size(); i++) {
            labels.add("EXPR$" + i);
        }
        return new Relation(labels, rows);
    }

    private Relation combine(Query.SetOperation operation, Scope scope) {
        boolean on = List.of(operation.left(), operation.right()).stream()
                .anyMatch(side ->
                        side instanceof Query.Select select && !select.on().isEmpty());
        if (on) {
            throw new ItemException(
                    ErrorCode.UNSUPPORTED, "DISTINCT ON inside a set operation", " by the naive evaluator");
        }
        List<String> labels = new ArrayList<>();
        List<List<AttributeValue>> left = rowsOf(body(operation.left(), List.of(), scope, labels));
        List<String> rightLabels = new ArrayList<>();
        List<List<AttributeValue>> right = rowsOf(body(operation.right(), List.of(), scope, rightLabels));
        if (labels.size() != rightLabels.size()) {
            throw new ItemException(
                    ErrorCode.SET_OPERATION_MISMATCH, labels.size() + " and " + rightLabels.size() + " columns");
        }
        if (operation.operator().equals("UNION")) {
            List<List<AttributeValue>> both = new ArrayList<>(left);
            both.addAll(right);
            return new Relation(labels, operation.all() ? both : distinct(both));
        }
        boolean intersect = operation.operator().equals("INTERSECT");
        Map<String, Integer> budget = new HashMap<>();
        right.forEach(row -> budget.merge(Values.canonical(row), 1, Integer::sum));
        List<List<AttributeValue>> kept = new ArrayList<>();
        for (List<AttributeValue> row : operation.all() ? left : distinct(left)) {
            String key = Values.canonical(row);
            boolean matched = budget.getOrDefault(key, 0) > 0;
            if (matched) {
                budget.merge(key, -1, Integer::sum);
            }
            if (matched == intersect) {
                kept.add(row);
            }
        }
        return new Relation(labels, kept);
    }

    private static List<List<AttributeValue>> rowsOf(List<Produced> produced) {
        List<List<AttributeValue>> rows = new ArrayList<>();
        produced.forEach(row -> rows.add(row.values()));
        return rows;
    }

    private static List<List<AttributeValue>> distinct(List<List<AttributeValue>> rows) {
        Map<String, List<AttributeValue>> first = new LinkedHashMap<>();
        rows.forEach(row -> first.putIfAbsent(Values.canonical(row), row));
        return List.copyOf(first.values());
    }

    private List<Produced> select(Query.Select select, List<Query.Order> order, Scope scope, List<String> labels) {
        Scope template = scope;
        List<Scope> rows = List.of(scope);
        if (select.from().isPresent()) {
            template = scope.with(sources.template(select.from().get(), scope));
            rows = sources.rows(select.from().get(), scope);
        }
        List<Scope> kept = new ArrayList<>();
        for (Scope row : rows) {
            if (select.where().isEmpty() || terms.isTrue(select.where().get(), TermEvaluator.Frame.of(row))) {
                kept.add(row);
            }
        }
        List<Query.Column> columns = columns(select.entries(), template);
        for (Query.Column column : columns) {
            labels.add(column.alias().orElseGet(() -> label(column.term(), labels.size())));
        }
        boolean grouped = select.aggregated()
                || !select.groupBy().isEmpty()
                || select.having().isPresent();
        List<TermEvaluator.Frame> frames = grouped
                ? groups(select, columns, kept, template)
                : kept.stream().map(TermEvaluator.Frame::of).toList();
        List<Produced> produced = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (TermEvaluator.Frame frame : frames) {
            if (select.having().isPresent() && !terms.isTrue(select.having().get(), frame)) {
                continue;
            }
            List<AttributeValue> values = new ArrayList<>();
            columns.forEach(column -> values.add(terms.evaluate(column.term(), frame)));
            if (!select.distinct() || seen.add(Values.canonical(values))) {
                produced.add(new Produced(
                        values,
                        sortKeys(order, labels, values, Optional.of(frame)),
                        sortKeys(ascending(select.on()), labels, values, Optional.of(frame))));
            }
        }
        return produced;
    }

    /** The terms of DISTINCT ON are read as those of ORDER BY. */
    private static List<Query.Order> ascending(List<Term> terms) {
        return terms.stream()
                .map(term -> new Query.Order(term, false, Optional.empty()))
                .toList();
    }

    private static List<Query.Column> columns(List<Query.Entry> entries, Scope template) {
        List<Query.Column> columns = new ArrayList<>();
        for (Query.Entry entry : entries) {
            if (entry instanceof Query.Column column) {
                columns.add(column);
                continue;
            }
            Optional<String> source = ((Query.Star) entry).source();
            for (Scope.Binding binding : template.bindings()) {
                if (source.isEmpty() || source.get().equals(binding.alias())) {
                    List<String> names = binding.columns()
                            .orElseThrow(() -> new ItemException(
                                    ErrorCode.UNSUPPORTED, "* of " + binding.alias(), " by the naive evaluator"));
                    names.forEach(name -> columns.add(
                            new Query.Column(new Term.Field(new Term.Name(binding.alias()), name), Optional.of(name))));
                }
            }
        }
        return columns;
    }

    private static String label(Term term, int position) {
        if (term instanceof Term.Name name) {
            return name.name();
        }
        return term instanceof Term.Field field ? field.name() : "EXPR$" + position;
    }

    private List<TermEvaluator.Frame> groups(
            Query.Select select, List<Query.Column> columns, List<Scope> rows, Scope template) {
        List<Term> keys = new ArrayList<>();
        for (Query.Key key : select.groupBy()) {
            keys.add(key.alias().isPresent() ? key.term() : groupKey(key.term(), columns, template));
        }
        Map<String, List<Scope>> groups = new LinkedHashMap<>();
        Map<String, Map<Term, AttributeValue>> keyValues = new HashMap<>();
        for (Scope row : rows) {
            Map<Term, AttributeValue> values = new LinkedHashMap<>();
            List<AttributeValue> list = new ArrayList<>();
            for (Term key : keys) {
                AttributeValue value = terms.evaluate(key, TermEvaluator.Frame.of(row));
                list.add(value);
                values.put(key, Values.absent(value) ? Logic.UNKNOWN : value);
            }
            String group = Values.canonical(list);
            groups.computeIfAbsent(group, name -> new ArrayList<>()).add(row);
            keyValues.putIfAbsent(group, values);
        }
        if (groups.isEmpty() && keys.isEmpty()) {
            return List.of(new TermEvaluator.Frame(template, Optional.of(List.of()), Map.of()));
        }
        List<TermEvaluator.Frame> frames = new ArrayList<>();
        groups.forEach((group, members) -> frames.add(new TermEvaluator.Frame(
                named(select, members, keyValues.get(group)), Optional.of(members), keyValues.get(group))));
        return frames;
    }

    /** What a group looks like from outside: the names that GROUP BY gives hide those of its rows. */
    private static Scope named(Query.Select select, List<Scope> members, Map<Term, AttributeValue> keys) {
        Scope first = members.get(0);
        if (select.groupAs().isEmpty()
                && select.groupBy().stream().noneMatch(key -> key.alias().isPresent())) {
            return first;
        }
        Scope outside = first.inner();
        for (Query.Key key : select.groupBy()) {
            if (key.alias().isPresent()) {
                outside = outside.with(variable(key.alias().get(), keys.get(key.term())));
            }
        }
        if (select.groupAs().isPresent()) {
            List<AttributeValue> rows = new ArrayList<>();
            members.forEach(member -> rows.add(member.tuple()));
            outside = outside.with(variable(select.groupAs().get(), new ListValue(rows)));
        }
        return outside;
    }

    private static Scope.Binding variable(String name, AttributeValue value) {
        return new Scope.Binding(name, value, Optional.empty(), Set.of());
    }

    /** A position, the alias of a column that is not also an attribute, or a term. */
    private static Term groupKey(Term term, List<Query.Column> columns, Scope template) {
        if (term instanceof Term.Literal literal && literal.value() instanceof NumberValue position) {
            return columns.get((int) position.longValue() - 1).term();
        }
        if (term instanceof Term.Name name && !template.knows(name.name())) {
            for (Query.Column column : columns) {
                if (column.alias().equals(Optional.of(name.name()))) {
                    return column.term();
                }
            }
        }
        return term;
    }

    /** A term of ORDER BY is a position, a label, or, above a SELECT, any term. */
    private List<AttributeValue> sortKeys(
            List<Query.Order> order,
            List<String> labels,
            List<AttributeValue> values,
            Optional<TermEvaluator.Frame> frame) {
        List<AttributeValue> keys = new ArrayList<>();
        for (Query.Order entry : order) {
            if (entry.term() instanceof Term.Literal literal && literal.value() instanceof NumberValue position) {
                keys.add(values.get((int) position.longValue() - 1));
            } else if (entry.term() instanceof Term.Name name && labels.contains(name.name())) {
                keys.add(values.get(labels.indexOf(name.name())));
            } else {
                keys.add(terms.evaluate(
                        entry.term(),
                        frame.orElseThrow(() -> new ItemException(
                                ErrorCode.UNSUPPORTED, "ORDER BY a term", " by the naive evaluator"))));
            }
        }
        return keys;
    }
}
