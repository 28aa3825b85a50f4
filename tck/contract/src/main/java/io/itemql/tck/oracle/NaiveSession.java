package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the changes that statements make, so that queries can be judged on what the tables ought to hold. A statement
 * is applied whole or not at all. Used by one thread at a time.
 */
public final class NaiveSession {
    private final Map<String, Contents> tables = new HashMap<>();
    /** In the order of their creation, so that each sees those that it reads. */
    private final Map<String, Query.Named> views = new LinkedHashMap<>();

    /** Items by key; a table without a key counts its items. */
    private static final class Contents {
        private final List<String> keys;
        private final List<String> declared;
        private Map<String, MapValue> items = new LinkedHashMap<>();
        private long written;

        Contents(List<String> keys, List<String> declared) {
            this.keys = keys;
            this.declared = declared;
        }

        String keyOf(MapValue item) {
            if (keys.isEmpty()) {
                return "hidden " + written++;
            }
            List<AttributeValue> key = new ArrayList<>();
            keys.forEach(name -> key.add(item.get(name)));
            return Values.canonical(key);
        }
    }

    /** What the tables hold now. */
    public NaiveDatabase database() {
        Map<String, NaiveTable> now = new HashMap<>();
        tables.forEach((name, contents) -> {
            List<String> first = new ArrayList<>(contents.keys);
            first.addAll(contents.declared);
            List<Item> items = contents.items.values().stream()
                    .map(map -> Item.of(map.entries()))
                    .toList();
            now.put(name, NaiveTable.of(first, items));
        });
        return new NaiveDatabase(now, List.copyOf(views.values()));
    }

    /** Gives up following a table: queries on it are not judged until it is created anew. */
    public void forget(String table) {
        tables.remove(table);
    }

    /** Gives up following all tables. */
    public void forgetAll() {
        tables.clear();
    }

    /** The names of the tables that are being followed. */
    public Set<String> followed() {
        return Set.copyOf(tables.keySet());
    }

    /**
     * Applies a statement that changes tables.
     *
     * @return how many items it changed; 0 for definitions
     * @throws ItemException with {@link ErrorCode#UNSUPPORTED} if the statement is not read here, with another code if it
     *     is wrong; nothing is changed then
     */
    public long apply(String statement, List<AttributeValue> parameters) {
        Change change = ChangeParser.parse(statement);
        if (change instanceof Change.CreateTable create) {
            if (!create.ifNotExists() || !tables.containsKey(create.table())) {
                tables.put(create.table(), new Contents(create.keys(), create.declared()));
                if (create.moments()) {
                    forget(create.table());
                }
            }
            return 0;
        }
        if (change instanceof Change.CreateView create) {
            tables.remove(create.table());
            views.remove(create.table());
            views.put(create.table(), create.view());
            return 0;
        }
        if (change instanceof Change.DropTable) {
            tables.remove(change.table());
            views.remove(change.table());
            return 0;
        }
        Contents contents = tables.get(change.table());
        if (contents == null) {
            throw new ItemException(ErrorCode.UNSUPPORTED, "Table " + change.table(), " by the naive evaluator");
        }
        QueryEvaluator queries = new QueryEvaluator(database().tables(), parameters);
        Map<String, MapValue> before = new LinkedHashMap<>(contents.items);
        try {
            if (change instanceof Change.Put put) {
                return put(put, contents, queries);
            }
            if (change instanceof Change.Update update) {
                return update(update, contents, queries);
            }
            return delete((Change.Delete) change, contents, queries);
        } catch (ItemException e) {
            contents.items = before;
            throw e;
        }
    }

    private static long put(Change.Put put, Contents contents, QueryEvaluator queries) {
        List<MapValue> items = new ArrayList<>();
        Scope outermost = Scope.outermost();
        for (Term term : put.rows().items()) {
            AttributeValue item = queries.evaluate(term, outermost);
            if (!(item instanceof MapValue map)) {
                throw new ItemException(ErrorCode.UNSUPPORTED, "Item " + item, " by the naive evaluator");
            }
            items.add(map);
        }
        List<String> columns = put.columns();
        for (List<Term> row : put.rows().rows()) {
            List<AttributeValue> values = new ArrayList<>();
            row.forEach(term -> values.add(queries.evaluate(term, outermost)));
            items.add(item(columns.isEmpty() ? allColumns(contents) : columns, values));
        }
        if (put.rows().query().isPresent()) {
            Relation source = queries.relation(put.rows().query().get(), outermost);
            for (List<AttributeValue> row : source.rows()) {
                items.add(item(columns.isEmpty() ? source.labels() : columns, row));
            }
        }
        for (MapValue item : items) {
            String key = contents.keyOf(item);
            if (contents.items.put(key, item) != null && !put.overwrites()) {
                throw new ItemException(ErrorCode.DUPLICATE_KEY, put.table(), key);
            }
        }
        return items.size();
    }

    private static List<String> allColumns(Contents contents) {
        List<String> columns = new ArrayList<>(contents.keys);
        columns.addAll(contents.declared);
        return columns;
    }

    private static MapValue item(List<String> columns, List<AttributeValue> values) {
        if (columns.size() != values.size()) {
            throw new ItemException(ErrorCode.COLUMN_COUNT_MISMATCH, values.size(), columns.size());
        }
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (values.get(i) != null) {
                entries.put(columns.get(i), values.get(i));
            }
        }
        return new MapValue(entries);
    }

    private static long update(Change.Update update, Contents contents, QueryEvaluator queries) {
        Map<String, MapValue> all = new LinkedHashMap<>();
        List<MapValue> moved = new ArrayList<>();
        long count = 0;
        for (Map.Entry<String, MapValue> entry : contents.items.entrySet()) {
            Scope row = row(entry.getValue(), contents, update.alias());
            if (!queries.holds(update.where(), row)) {
                all.put(entry.getKey(), entry.getValue());
                continue;
            }
            AttributeValue changed = entry.getValue();
            for (Change.Assignment assignment : inOrder(update.assignments())) {
                AttributeValue value = assignment
                        .value()
                        .map(term -> assigned(term, queries.evaluate(term, row)))
                        .orElse(null);
                changed = Documents.change(changed, withoutAlias(assignment.path(), update.alias()), value);
            }
            MapValue after = (MapValue) changed;
            if (contents.keys.stream().allMatch(key -> same(entry.getValue().get(key), after.get(key)))) {
                all.put(entry.getKey(), after);
            } else {
                moved.add(after);
            }
            count++;
        }
        // What keeps its key keeps its place as well; the others come where they fit.
        for (MapValue item : moved) {
            String key = contents.keyOf(item);
            if (all.put(key, item) != null) {
                throw new ItemException(ErrorCode.DUPLICATE_KEY, update.table(), key);
            }
        }
        contents.items = all;
        return count;
    }

    private static boolean same(AttributeValue before, AttributeValue after) {
        return after != null && Values.canonical(List.of(before)).equals(Values.canonical(List.of(after)));
    }

    /** What is MISSING is refused by arithmetic and NULL as anything else; only the word and an emptied set remove. */
    private static AttributeValue assigned(Term term, AttributeValue value) {
        boolean removes = term instanceof Term.Missing
                || (term instanceof Term.Call call && call.name().equalsIgnoreCase("set_delete"));
        if (value != null || removes) {
            return value;
        }
        if (term instanceof Term.Arithmetic arithmetic && !arithmetic.operator().equals("||")) {
            throw new ItemException(ErrorCode.MISSING_OPERAND, "");
        }
        return NullValue.NULL;
    }

    /** Values first, then removals from the back of a list, so that positions mean those before the statement. */
    private static List<Change.Assignment> inOrder(List<Change.Assignment> assignments) {
        List<Change.Assignment> ordered = new ArrayList<>();
        for (Change.Assignment assignment : assignments) {
            if (assignment.value().isPresent()) {
                ordered.add(assignment);
            }
        }
        for (int i = assignments.size() - 1; i >= 0; i--) {
            if (assignments.get(i).value().isEmpty()) {
                ordered.add(assignments.get(i));
            }
        }
        return ordered;
    }

    private static List<Object> withoutAlias(Term path, String alias) {
        List<Object> steps = Documents.steps(path);
        return steps.size() > 1 && steps.get(0).equals(alias) ? steps.subList(1, steps.size()) : steps;
    }

    private static long delete(Change.Delete delete, Contents contents, QueryEvaluator queries) {
        long before = contents.items.size();
        contents.items
                .entrySet()
                .removeIf(entry -> queries.holds(delete.where(), row(entry.getValue(), contents, delete.alias())));
        return before - contents.items.size();
    }

    private static Scope row(MapValue item, Contents contents, String alias) {
        Set<String> names = new HashSet<>(item.entries().keySet());
        names.addAll(contents.keys);
        contents.items.values().forEach(other -> names.addAll(other.entries().keySet()));
        return Scope.outermost().with(new Scope.Binding(alias, item, Optional.empty(), names));
    }
}
