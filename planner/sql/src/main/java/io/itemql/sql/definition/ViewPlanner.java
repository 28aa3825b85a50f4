package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.sql.ast.CreateView;
import io.itemql.sql.ast.DropView;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.keyaccess.QueryPlanner;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import io.itemql.sql.table.StatementTables;
import io.itemql.store.ItemStore;
import io.itemql.store.TableInfo;
import io.itemql.table.TableDefinition;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Plans CREATE VIEW and DROP VIEW. The query is planned once to find its mistakes; what is kept is its text, which every
 * statement that names the view binds anew. Used once.
 */
final class ViewPlanner {
    private final StatementBinding binding;
    private final StatementTables tables;
    private final QueryPlanner queries;

    ViewPlanner(StatementBinding binding, QueryPlanner queries) {
        this.binding = binding;
        this.tables = binding.tables();
        this.queries = queries;
    }

    StatementPlan create(CreateView create, String text) {
        String name = tables.tableName(create.name().names);
        refuseParameters(create.query());
        check(create, name);
        TableDefinition definition = TableDefinition.ofView(name, definitionText(create, text));
        return new Definition("CREATE VIEW " + name, Places.of(create.name()), execution -> {
            ItemStore store = execution.store();
            Optional<TableInfo> there = store.catalogue().table(name);
            boolean isView =
                    there.isPresent() && there.get().definition().view().isPresent();
            if (isView && create.replace()) {
                DependentViews.checkReplaced(binding, definition);
                store.alterTable(definition);
            } else if (!isView || !create.ifNotExists()) {
                store.createTable(definition);
            }
        });
    }

    private static void refuseParameters(SqlNode query) {
        query.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlDynamicParam parameter) {
                SqlParserPos pos = parameter.getParserPosition();
                throw Places.of(pos)
                        .in(new ItemException(
                                ErrorCode.INVALID_VIEW,
                                "The query of a view has no parameters; a statement on the view can have some"));
            }
        });
    }

    private void check(CreateView create, String name) {
        binding.expanding().add(name);
        List<ResultColumn> columns = queries.plan(create.query(), binding).columns();
        binding.expanding().remove(name);
        List<String> labels = columns.stream().map(ResultColumn::label).toList();
        if (create.columns() != null) {
            if (create.columns().size() != columns.size()) {
                throw Places.of(create.columns())
                        .in(new ItemException(
                                ErrorCode.COLUMN_COUNT_MISMATCH,
                                columns.size(),
                                create.columns().size()));
            }
            labels = create.columns().stream()
                    .map(column -> ((SqlIdentifier) column).getSimple())
                    .toList();
        }
        Set<String> seen = new HashSet<>();
        for (String label : labels) {
            if (!seen.add(label)) {
                throw Places.of(create.query())
                        .in(new ItemException(
                                ErrorCode.DUPLICATE_NAME,
                                "Column " + label,
                                " by the view; name its columns apart, or list them behind the name of the view"));
            }
        }
    }

    /** From the list of columns, or AS, to the end of the statement without a semicolon. */
    private static String definitionText(CreateView create, String text) {
        SqlParserPos name = create.name().getParserPosition();
        SqlParserPos all = create.getParserPosition();
        return text.substring(
                        offset(text, name.getEndLineNum(), name.getEndColumnNum()) + 1,
                        offset(text, all.getEndLineNum(), all.getEndColumnNum()) + 1)
                .strip();
    }

    /** Where a character is, by line and column from 1. Lines end as the parser's do. */
    private static int offset(String text, int line, int column) {
        int at = 0;
        for (int passed = 1; passed < line; passed++) {
            while (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            at += text.startsWith("\r\n", at) ? 2 : 1;
        }
        return at + column - 1;
    }

    StatementPlan drop(DropView drop) {
        Set<String> names = new LinkedHashSet<>();
        for (SqlNode node : drop.names()) {
            try {
                names.add(droppedName(((SqlIdentifier) node).names, drop.ifExists()));
            } catch (ItemException e) {
                throw Places.of(node).in(e);
            }
        }
        String text = "DROP VIEW " + String.join(", ", names);
        return new Definition(text, Places.of(drop.names().get(0)), execution -> {
            DependentViews.remove(binding, "View ", names, drop.cascade());
            for (String name : names) {
                Optional<TableInfo> found = execution.store().catalogue().table(name);
                if (found.isPresent() && found.get().definition().view().isPresent()) {
                    DependentViews.dropIfThere(execution.store(), name);
                }
            }
        });
    }

    private String droppedName(List<String> parts, boolean ifExists) {
        String name = tables.tableName(parts);
        Optional<TableInfo> found = tables.view(parts);
        boolean isTable =
                found.isEmpty() && tables.store().catalogue().table(name).isPresent();
        if (isTable) {
            throw new ItemException(ErrorCode.NOT_A_TABLE, name, "a table; DROP TABLE drops it");
        }
        if (found.isEmpty() && !ifExists) {
            List<String> names = tables.store().catalogue().tables().stream()
                    .filter(table -> table.definition().view().isPresent())
                    .map(TableInfo::name)
                    .toList();
            throw new ItemException(ErrorCode.UNKNOWN_TABLE, name, NearestNames.offer(name, names));
        }
        return name;
    }
}
