package io.itemql.sql.copy;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.NullValue;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.access.PutPlan;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.Values;
import io.itemql.sql.ast.CopyStatement;
import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.keyaccess.DirectQuery;
import io.itemql.sql.keyaccess.QueryPlanner;
import io.itemql.sql.parse.Identifiers;
import io.itemql.sql.parse.Places;
import io.itemql.sql.parse.StatementParser;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.KeyAttribute;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Plans COPY. Safe for use by several threads. */
public final class CopyPlanner {
    private final QueryPlanner queries;
    private final CopyProgress progress;

    /**
     * @param queries plans what is copied to a file
     * @param progress where running statements are listed
     */
    public CopyPlanner(QueryPlanner queries, CopyProgress progress) {
        this.queries = Objects.requireNonNull(queries, "queries");
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    /**
     * The plan of a statement.
     *
     * @param parameterCount how many parameters it has
     * @throws ItemException if it is wrong
     */
    public StatementPlan plan(CopyStatement copy, StatementBinding statement, int parameterCount) {
        try {
            return copy.reads() ? from(copy, statement) : to(copy, statement, parameterCount);
        } catch (ItemException e) {
            SqlParserPos pos = copy.source().getParserPosition();
            throw Places.of(pos).in(e);
        }
    }

    private StatementPlan from(CopyStatement copy, StatementBinding statement) {
        CopyOptions options = CopyOptions.of(copy);
        TableDefinition definition =
                statement.tables().use(copy.table().orElseThrow().names).table().definition();
        Optional<List<String>> columns = copy.columns().map(CopyPlanner::names);
        if (columns.isPresent() && options.format() != CopyFormat.CSV) {
            throw new ItemException(
                    ErrorCode.INVALID_OPTION, "Columns are listed for CSV only; JSON names them itself");
        }
        Map<String, CellType> types = new HashMap<>();
        for (DeclaredColumn column : definition.columns()) {
            types.put(column.name(), CellType.of(column.type()));
        }
        for (KeyAttribute key : definition.keys().attributes()) {
            types.put(key.name(), CellType.of(key.type()));
        }
        // Its input stands for the records, which come from the file.
        PutPlan put = new PutPlan(
                definition,
                Values.row(List.of(new Literal(NullValue.NULL))),
                Optional.empty(),
                options.overwrite(),
                Optional.empty());
        return new CopyFrom(put, columns, types, copy.file(), options, progress);
    }

    private StatementPlan to(CopyStatement copy, StatementBinding statement, int parameterCount) {
        CopyOptions options = CopyOptions.of(copy);
        if (copy.table().isEmpty()) {
            boolean values = ItemOperators.isSelectValue(copy.source());
            if (values && options.format() == CopyFormat.CSV) {
                throw new ItemException(
                        ErrorCode.COPY_REFUSED,
                        copy.file(),
                        "SELECT VALUE gives records without columns; json and dynamodb write them, csv needs the columns"
                                + " of a SELECT");
            }
            DirectQuery query = queries.plan(copy.source(), statement);
            checkLabels(query);
            List<CellType> any =
                    query.columns().stream().map(column -> CellType.ANY).toList();
            return new CopyTo("(query)", query, values, any, copy.file(), options, parameterCount, progress);
        }
        SqlIdentifier name = copy.table().get();
        boolean isView = statement.tables().view(name.names).isPresent();
        boolean whole =
                !isView && options.format() != CopyFormat.CSV && copy.columns().isEmpty();
        Optional<TableColumns> table =
                isView ? Optional.empty() : Optional.of(statement.tables().use(name.names));
        String from = "\"" + String.join("\".\"", name.names) + "\"";
        String select = whole
                ? wholeItems(table.orElseThrow(), from)
                : "SELECT " + copy.columns().map(CopyPlanner::quoted).orElse("*") + " FROM " + from;
        SqlNode query = StatementParser.parseAt(select, name.getParserPosition());
        DirectQuery planned = queries.plan(query, statement);
        if (!whole) {
            checkLabels(planned);
        }
        if (!whole && table.isPresent() && table.get().isOpen()) {
            throw new ItemException(
                    ErrorCode.COPY_REFUSED,
                    copy.file(),
                    "items of " + name + " have attributes that are no columns; json and dynamodb write whole items");
        }
        List<CellType> types = planned.columns().stream()
                .map(column -> table.map(known -> cellType(known, column)).orElse(CellType.ANY))
                .toList();
        return new CopyTo(name.toString(), planned, whole, types, copy.file(), options, parameterCount, progress);
    }

    /** A query whose alias means the item, as no attribute has its name. */
    private static String wholeItems(TableColumns table, String from) {
        String alias = "item";
        while (table.find(alias).isPresent()) {
            alias += "_";
        }
        return "SELECT VALUE " + alias + " FROM " + from + " AS " + alias;
    }

    /** The one type that an attribute has; documents keep theirs only where each value is spelt with it. */
    private static CellType cellType(TableColumns table, ResultColumn column) {
        List<AttributeType> types = new ArrayList<>(table.find(column.label())
                .map(TableColumn::counts)
                .orElse(Map.of())
                .keySet());
        types.remove(AttributeType.NULL);
        boolean plain = types.size() == 1 && types.get(0) != AttributeType.L && types.get(0) != AttributeType.M;
        return plain ? CellType.of(types.get(0)) : CellType.ANY;
    }

    private static void checkLabels(DirectQuery query) {
        Set<String> labels = new HashSet<>();
        for (ResultColumn column : query.columns()) {
            if (!labels.add(column.label())) {
                throw new ItemException(
                        ErrorCode.DUPLICATE_NAME,
                        "Column " + column.label(),
                        "; the columns of a file need different names");
            }
        }
    }

    private static List<String> names(Iterable<SqlNode> columns) {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(((SqlIdentifier) column).getSimple()));
        return names;
    }

    private static String quoted(Iterable<SqlNode> columns) {
        return String.join(
                ", ", names(columns).stream().map(Identifiers::quoted).toList());
    }
}
