package io.itemql.sql.definition;

import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.table.StatementTables;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * The tables and views that the text of a query names. For a query that cannot be bound, as what it names is gone or has changed:
 * no table need exist. Used once.
 */
final class NamedTables extends SqlBasicVisitor<Void> {
    private final Set<String> names = new LinkedHashSet<>();
    /** The names of WITH that can be seen, innermost first; they hide tables of their names. */
    private final Deque<Set<String>> queries = new ArrayDeque<>();
    /** The aliases of FROM that can be seen; what begins with one is a path. */
    private final Deque<Set<String>> aliases = new ArrayDeque<>();

    private NamedTables() {}

    static Set<String> of(SqlNode query) {
        NamedTables named = new NamedTables();
        query.accept(named);
        return named.names;
    }

    @Override
    public Void visit(SqlCall call) {
        if (call instanceof SqlWith with) {
            return with(with);
        }
        aliases.push(new HashSet<>());
        if (call instanceof SqlSelect select && select.getFrom() != null) {
            from(select.getFrom());
        }
        if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
            from(call.operand(0));
        }
        super.visit(call);
        aliases.pop();
        return null;
    }

    private Void with(SqlWith with) {
        Set<String> here = new HashSet<>();
        queries.push(here);
        for (SqlNode node : with.withList) {
            SqlWithItem item = (SqlWithItem) node;
            String name = item.name.getSimple();
            if (item.recursive != null && item.recursive.booleanValue()) {
                here.add(name);
            }
            item.query.accept(this);
            here.add(name);
        }
        with.body.accept(this);
        queries.pop();
        return null;
    }

    /** Adds the tables of a FROM clause; the queries and expressions in it are visited like all others. */
    private void from(SqlNode from) {
        if (from instanceof SqlJoin join) {
            from(join.getLeft());
            from(join.getRight());
        } else if (from instanceof SqlIdentifier name) {
            add(name.names);
            alias(name.names.get(name.names.size() - 1));
        } else if (from.getKind() == SqlKind.AS) {
            SqlCall as = (SqlCall) from;
            if (as.operand(0) instanceof SqlIdentifier name) {
                add(name.names);
            } else {
                from(as.operand(0));
            }
            alias(((SqlIdentifier) as.operand(1)).getSimple());
        } else if (from.getKind() == SqlKind.TABLE_REF
                || (from instanceof SqlCall call && call.getOperator().equals(ItemOperators.AT))) {
            from(((SqlCall) from).operand(0));
        }
    }

    private void alias(String name) {
        aliases.element().add(name);
    }

    private void add(List<String> parts) {
        String first = parts.get(0);
        if (parts.size() == 1) {
            if (queries.stream().noneMatch(here -> here.contains(first))) {
                names.add(first);
            }
        } else if (aliases.stream().noneMatch(here -> here.contains(first))) {
            // A schema and a table, or a table and its index.
            names.add(first.toLowerCase(Locale.ROOT).equals(StatementTables.SCHEMA) ? parts.get(1) : first);
        }
    }
}
