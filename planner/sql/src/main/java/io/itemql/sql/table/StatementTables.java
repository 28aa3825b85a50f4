package io.itemql.sql.table;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.value.TimestampValue;
import io.itemql.store.IndexInfo;
import io.itemql.store.ItemStore;
import io.itemql.store.TableInfo;
import io.itemql.store.Transaction;
import io.itemql.store.system.SystemTable;
import io.itemql.store.system.SystemTables;
import io.itemql.table.ColumnType;
import io.itemql.table.IndexDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one statement finds out about tables while it is planned: it looks up names, remembers which versions it has seen,
 * and collects what the user should be told. One instance for each planning; used by one thread.
 */
public final class StatementTables {
    /** The schema that all tables are in. */
    public static final String SCHEMA = "main";

    private final ItemStore store;
    /** Null outside of a transaction. */
    private final Transaction transaction;

    private final SystemTables system;
    private final TableSketches sketches;
    private final SessionOptions options;
    private final Map<String, TableColumns> used = new LinkedHashMap<>();
    private final Map<String, TableInfo> usedViews = new LinkedHashMap<>();
    private final Map<String, Predicate<String>> expected = new HashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    /** What counts instead of the definition that the store has of a view; null for nothing. */
    private TableInfo replaced;

    private int viewsOpen;
    private Evaluation likely = new Evaluation(List.of(), TimestampValue.ZONE);

    /** The tables of a store as they are now, with the system tables of the store alone. */
    public StatementTables(ItemStore store, SessionOptions options) {
        this(store, null, store.systemTables(), new TableSketches(store), options);
    }

    /** @param transaction whose tables to take instead of the store's; {@code null} for none */
    public StatementTables(
            ItemStore store,
            Transaction transaction,
            SystemTables system,
            TableSketches sketches,
            SessionOptions options) {
        this.store = Objects.requireNonNull(store, "store");
        this.transaction = transaction;
        this.system = Objects.requireNonNull(system, "system");
        this.sketches = Objects.requireNonNull(sketches, "sketches");
        this.options = Objects.requireNonNull(options, "options");
    }

    /** The same store for another planning. */
    public StatementTables anew() {
        return anew(replaced);
    }

    /** The same store for another planning, as if it had another definition of a view. */
    public StatementTables anew(TableInfo instead) {
        StatementTables tables = new StatementTables(store, transaction, system, sketches, options);
        tables.replaced = instead;
        return tables;
    }

    public ItemStore store() {
        return store;
    }

    /** The tables in the schema {@code system}. */
    public SystemTables system() {
        return system;
    }

    /** Says which values the parameters of the statement may well have; guesses go by them, and nothing else does. */
    public void setLikely(List<Value> parameters) {
        likely = new Evaluation(parameters, TimestampValue.ZONE);
    }

    /** What guesses compute conditions with; a parameter of which nobody has said anything has no value. */
    public Evaluation likely() {
        return likely;
    }

    /** About how many different values the attributes of a table have, and a sample of its items. */
    public TableSketch sketch(TableColumns table) {
        return sketches.of(table.table().definition(), table.statistics());
    }

    public SessionOptions options() {
        return options;
    }

    /**
     * What a FROM clause names.
     *
     * @param index the index whose items are meant; empty for all items of the table
     */
    public record Source(TableColumns table, Optional<IndexDefinition> index) {}

    /**
     * A table, an index of one as in {@code users.by_city}, or a system table, that the statement reads.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}, {@link ErrorCode#UNKNOWN_INDEX} or
     *     {@link ErrorCode#INDEX_NOT_READY}
     */
    public Source source(List<String> parts) {
        if (isSystem(parts)) {
            // A system table has no versions: no plan that reads it can grow old.
            return new Source(systemTable(parts), Optional.empty());
        }
        int table = parts.size() == 3 && isSchema(parts.get(0)) ? 1 : 0;
        Optional<IndexInfo> index = parts.size() == table + 2
                ? find(parts.get(table)).flatMap(info -> info.index(parts.get(table + 1)))
                : Optional.empty();
        if (index.isEmpty()) {
            return new Source(use(parts), Optional.empty());
        }
        if (!index.get().isActive()) {
            throw new ItemException(ErrorCode.INDEX_NOT_READY, index.get().name());
        }
        return new Source(use(List.of(parts.get(table))), index.map(IndexInfo::definition));
    }

    /**
     * The name of a table from the parts of an identifier: {@code users}, {@code main.users}.
     *
     * @throws ItemException with {@link ErrorCode#READ_ONLY} for {@code system.tables}, with
     *     {@link ErrorCode#UNKNOWN_INDEX} or, if there is one, {@link ErrorCode#INVALID_ARGUMENT}
     *     for {@code users.by_city}, with {@link ErrorCode#UNKNOWN_TABLE} for everything else that has several parts
     */
    public String tableName(List<String> parts) {
        if (isSystem(parts)) {
            throw new ItemException(
                    ErrorCode.READ_ONLY,
                    "A change of " + String.join(".", parts),
                    "the schema system tells facts about the store");
        }
        return itemTableName(parts);
    }

    private String itemTableName(List<String> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        if (parts.size() == 2 && isSchema(parts.get(0))) {
            return parts.get(1);
        }
        int table = parts.size() == 3 && isSchema(parts.get(0)) ? 1 : 0;
        Optional<TableInfo> owner = parts.size() == table + 2 ? find(parts.get(table)) : Optional.empty();
        if (owner.isPresent()) {
            String index = parts.get(table + 1);
            throw owner.get().index(index).isEmpty()
                    ? new ItemException(ErrorCode.UNKNOWN_INDEX, index)
                    : new ItemException(
                            ErrorCode.INVALID_ARGUMENT,
                            index + " is an index; only queries read it, everything else names the table "
                                    + parts.get(table));
        }
        throw unknown(String.join(".", parts));
    }

    /** The view that the parts of an identifier name, if they name one; the plan then depends on it. */
    public Optional<TableInfo> view(List<String> parts) {
        boolean qualified = parts.size() == 2 && isSchema(parts.get(0));
        if (parts.size() != 1 && !qualified) {
            return Optional.empty();
        }
        Optional<TableInfo> found = find(parts.get(parts.size() - 1))
                .filter(table -> table.definition().view().isPresent());
        found.ifPresent(view -> usedViews.put(view.name(), view));
        return found;
    }

    /** From here to {@link #leaveView} the statement is that of a view. */
    public void enterView() {
        viewsOpen++;
    }

    /** The end of what {@link #enterView} began. */
    public void leaveView() {
        viewsOpen--;
    }

    private Optional<TableInfo> find(String name) {
        if (replaced != null && replaced.name().equals(name)) {
            return Optional.of(replaced);
        }
        if (transaction == null) {
            return store.catalogue().table(name);
        }
        try {
            return Optional.of(transaction.table(name));
        } catch (ItemException e) {
            if (e.code() != ErrorCode.UNKNOWN_TABLE) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static boolean isSystem(List<String> parts) {
        return parts.size() == 2 && parts.get(0).toLowerCase(Locale.ROOT).equals(SystemTable.SCHEMA);
    }

    private TableColumns systemTable(List<String> parts) {
        String name = parts.get(1);
        Optional<SystemTable> found = system.table(name);
        if (found.isEmpty()) {
            List<String> names = system.tables().stream().map(SystemTable::name).toList();
            throw new ItemException(ErrorCode.UNKNOWN_TABLE, String.join(".", parts), NearestNames.offer(name, names));
        }
        return TableColumns.ofSystem(found.get());
    }

    private static boolean isSchema(String name) {
        return name.toLowerCase(Locale.ROOT).equals(SCHEMA);
    }

    /**
     * A table of items that the statement uses, with its columns as of now.
     *
     * @param parts the parts of the identifier that names it
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE} or {@link ErrorCode#UNKNOWN_INDEX}
     */
    public TableColumns use(List<String> parts) {
        String name = tableName(parts);
        TableColumns known = used.get(name);
        if (known == null) {
            // The version first, the contents second: what is counted may then be newer than the version says, and a
            // later version makes the plan anew.
            TableInfo table = find(name).orElseThrow(() -> unknown(name));
            if (table.definition().view().isPresent()) {
                throw new ItemException(ErrorCode.NOT_A_TABLE, name, "a view; this needs a table");
            }
            known = TableColumns.of(table, transaction == null ? store.statistics(name) : transaction.statistics(name));
            used.put(name, known);
        }
        return known;
    }

    private ItemException unknown(String name) {
        List<String> names =
                store.catalogue().tables().stream().map(TableInfo::name).toList();
        return new ItemException(ErrorCode.UNKNOWN_TABLE, name, NearestNames.offer(name, names));
    }

    /**
     * The column that an attribute of a table is. An attribute that no item has is MISSING everywhere; the user gets a
     * warning with the names that were perhaps meant, except within a view: whoever created that was told.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_ATTRIBUTE} instead of the warning, with {@code strict=true} and
     *     for a system table
     */
    public Optional<TableColumn> attribute(TableColumns table, String name) {
        Optional<TableColumn> column = table.find(name);
        if (column.isEmpty()
                && !table.isOpen()
                && !isExpected(table, name)
                && (viewsOpen == 0 || table.system().isPresent())) {
            String offer = NearestNames.offer(name, table.names());
            ItemException missing =
                    new ItemException(ErrorCode.UNKNOWN_ATTRIBUTE, table.table().name(), name, offer);
            if (options.strict() || table.system().isPresent()) {
                throw missing;
            }
            warn(missing.getMessage());
        }
        return column;
    }

    /**
     * From here on, attributes that the statement itself gives to items are as good as known.
     *
     * @param names of attributes that the table need not know
     * @param open whether any other may come as well
     */
    public void expect(TableColumns table, Collection<String> names, boolean open) {
        expected.put(table.table().name(), name -> open || names.contains(name));
    }

    private boolean isExpected(TableColumns table, String name) {
        Predicate<String> names = expected.get(table.table().name());
        return names != null && names.test(name);
    }

    /** The type that tools are told for an attribute of a table; VARCHAR for one that no item has. */
    public ColumnType typeOf(TableColumns table, String name) {
        return table.find(name).map(TableColumn::type).orElse(ColumnType.VARCHAR);
    }

    /** Tells the user something that is no error; the same text only once. */
    public void warn(String text) {
        warnings.add(text);
    }

    public List<String> warnings() {
        return new ArrayList<>(warnings);
    }

    /** The tables and views that were looked up so far, at the versions that the plan knows. */
    public List<TableInfo> used() {
        List<TableInfo> all = new ArrayList<>();
        used.values().forEach(columns -> all.add(columns.table()));
        all.addAll(usedViews.values());
        return all;
    }
}
