package io.itemql.sql.general.translate;

import io.itemql.sql.general.bind.DeclaredColumns;
import io.itemql.sql.general.bind.ItemAggregate;
import io.itemql.sql.general.bind.ItemFunction;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;

/** Works out what tools are told of the columns of a query, from the algebra. */
public final class ColumnInfos {
    private ColumnInfos() {}

    /** One entry for each field of the node's row. */
    public static List<ColumnInfo> of(RelNode rel) {
        if (rel instanceof TableScan scan) {
            return Leaves.planned(scan)
                    .map(planned -> planned.rows().types().stream()
                            .map(ColumnInfo::computed)
                            .toList())
                    .orElseGet(() -> ColumnInfo.ofTable(Leaves.relation(scan)));
        }
        if (rel instanceof Project project) {
            List<ColumnInfo> input = of(project.getInput());
            return project.getProjects().stream().map(node -> of(node, input)).toList();
        }
        if (rel instanceof Join join) {
            return joined(of(join.getLeft()), of(join.getRight()), join.getJoinType());
        }
        if (rel instanceof Correlate correlate) {
            return joined(of(correlate.getLeft()), of(correlate.getRight()), correlate.getJoinType());
        }
        if (rel instanceof Aggregate aggregate) {
            return ofAggregate(aggregate);
        }
        if (rel instanceof SetOp operation) {
            return ofSetOperation(operation);
        }
        if (rel instanceof Uncollect uncollect && Joins.isOfSeries(uncollect)) {
            return List.of(ColumnInfo.computed(ofSeries(uncollect)));
        }
        if (rel instanceof Uncollect uncollect) {
            List<ColumnInfo> columns = new ArrayList<>();
            columns.add(ColumnInfo.computed(Optional.of(ColumnType.VARCHAR)));
            if (uncollect.withOrdinality) {
                ColumnType type = Joins.isOfEntries(uncollect) ? ColumnType.VARCHAR : ColumnType.BIGINT;
                columns.add(ColumnInfo.computed(Optional.of(type)));
            }
            return columns;
        }
        if (rel.getInputs().size() == 1) {
            return of(rel.getInput(0));
        }
        return rel.getRowType().getFieldList().stream()
                .map(field -> ColumnInfo.computed(Optional.empty()))
                .toList();
    }

    /** Whole numbers by whole numbers stay whole; whatever is no number goes by intervals. */
    private static Optional<ColumnType> ofSeries(Uncollect uncollect) {
        Project project = (Project) uncollect.getInput();
        List<ColumnInfo> input = of(project.getInput());
        List<ColumnType> types = Joins.operands(uncollect).stream()
                .filter(RexCall.class::isInstance)
                .map(operand -> of(operand, input).type())
                .flatMap(Optional::stream)
                .toList();
        boolean whole = types.size() == Joins.operands(uncollect).size()
                && types.stream().allMatch(type -> type == ColumnType.BIGINT);
        boolean numbers = types.stream().allMatch(type -> type == ColumnType.BIGINT || type == ColumnType.DECIMAL);
        return Optional.of(whole ? ColumnType.BIGINT : numbers ? ColumnType.DECIMAL : ColumnType.TIMESTAMP);
    }

    private static List<ColumnInfo> joined(List<ColumnInfo> left, List<ColumnInfo> right, JoinRelType type) {
        List<ColumnInfo> columns = new ArrayList<>();
        left.forEach(column -> columns.add(type.generatesNullsOnLeft() ? column.asNullable() : column));
        if (type.projectsRight()) {
            right.forEach(column -> columns.add(type.generatesNullsOnRight() ? column.asNullable() : column));
        }
        return columns;
    }

    private static List<ColumnInfo> ofAggregate(Aggregate aggregate) {
        List<ColumnInfo> input = of(aggregate.getInput());
        List<ColumnInfo> columns = new ArrayList<>();
        boolean simple = aggregate.getGroupType() == Aggregate.Group.SIMPLE;
        for (int key : aggregate.getGroupSet()) {
            columns.add(simple ? input.get(key) : input.get(key).asNullable());
        }
        for (AggregateCall call : aggregate.getAggCallList()) {
            List<Optional<ColumnType>> operands =
                    call.getArgList().stream().map(i -> input.get(i).type()).toList();
            columns.add(ColumnInfo.computed(
                    call.getAggregation() instanceof ItemAggregate function
                            ? function.columnType(operands)
                            : Optional.of(ColumnType.BIGINT)));
        }
        return columns;
    }

    private static List<ColumnInfo> ofSetOperation(SetOp operation) {
        return BoundColumns.common(
                operation.getInputs().stream().map(ColumnInfos::of).toList());
    }

    private static ColumnInfo of(RexNode node, List<ColumnInfo> input) {
        if (node instanceof RexInputRef field) {
            return input.get(field.getIndex());
        }
        if (node instanceof RexLiteral literal) {
            return ColumnInfo.computed(literal.isNull() ? Optional.empty() : Optional.of(ColumnType.BOOLEAN));
        }
        if (!(node instanceof RexCall call)) {
            return ColumnInfo.computed(Optional.of(ColumnType.VARCHAR));
        }
        SqlOperator operator = call.getOperator();
        if (DeclaredColumns.isRead(operator) && call.getOperands().get(0) instanceof RexInputRef field) {
            return input.get(field.getIndex());
        }
        List<Optional<ColumnType>> operands = call.getOperands().stream()
                .map(operand -> of(operand, input).type())
                .toList();
        if (operator instanceof ItemFunction function) {
            return ColumnInfo.computed(function.columnType(operands));
        }
        if (operator instanceof ItemAggregate function) {
            return ColumnInfo.computed(function.columnType(operands));
        }
        return switch (call.getKind()) {
            case CAST -> of(call.getOperands().get(0), input);
            case AND -> ColumnInfo.computed(Optional.of(ColumnType.BOOLEAN));
            default -> ColumnInfo.computed(Optional.empty());
        };
    }
}
