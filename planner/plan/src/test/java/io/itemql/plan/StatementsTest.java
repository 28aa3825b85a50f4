package io.itemql.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.StringValue;
import io.itemql.plan.access.Assignment;
import io.itemql.plan.access.DeletePlan;
import io.itemql.plan.access.KeyConditions;
import io.itemql.plan.access.PutPlan;
import io.itemql.plan.access.TableRead;
import io.itemql.plan.access.UpdatePlan;
import io.itemql.plan.aggregate.AggregateCall;
import io.itemql.plan.aggregate.AggregateFunctions;
import io.itemql.plan.aggregate.HashAggregate;
import io.itemql.plan.expression.Between;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.OuterColumn;
import io.itemql.plan.expression.Parameter;
import io.itemql.plan.function.Functions;
import io.itemql.plan.join.Correlate;
import io.itemql.plan.join.JoinKind;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Limit;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Project;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.Sort;
import io.itemql.plan.operator.SortKey;
import io.itemql.table.ColumnType;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements and what EXPLAIN says of them. */
class StatementsTest {
    private static final Expression PK = new ColumnReference(0, "customer");
    private static final Expression SK = new ColumnReference(1, "day");
    private static final Expression TOTAL = new ColumnReference(2, "total");

    private final PlanFixture fixture = new PlanFixture();
    private final KeySchema keys =
            KeySchema.of(new KeyAttribute("customer", AttributeType.S), new KeyAttribute("day", AttributeType.N));
    private final TableRead read = PlanFixture.read("orders", keys, false, "customer", "day", "total");
    private TableDefinition definition;

    @BeforeEach
    void fill() {
        definition = fixture.table("orders", keys);
        for (int day = 0; day < 10; day++) {
            fixture.put("orders", PlanFixture.item("customer", "ann", "day", day, "total", day * 2));
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static List<ResultColumn> columns(int count) {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(ResultColumn.computed("c" + i, ColumnType.VARCHAR));
        }
        return columns;
    }

    private Operator access(Expression... predicate) {
        return KeyConditions.analyze(read, List.of(predicate), false, SessionOptions.DEFAULT)
                .toOperator();
    }

    private static QueryStatement query(Operator root) {
        return new QueryStatement(root, columns(root.width()), 0, Optional.empty());
    }

    @Test
    void aChainOverOneAccessIsOneLine() {
        Operator root = Limit.first(
                new Project(
                        access(
                                Comparison.equal(PK, new Parameter(0)),
                                new Between(SK, new Parameter(1), new Parameter(2)),
                                new Comparison(ComparisonOperator.GREATER, TOTAL, Literal.of(10)),
                                Comparison.equal(Call.of(Functions.get("ABS"), TOTAL), Literal.of(12))),
                        List.of(SK, TOTAL)),
                Literal.of(20));
        assertEquals(
                List.of("QUERY orders [customer = ?1, day BETWEEN ?2 AND ?3] | FILTER total > 10"
                        + " | FILTER ABS(total) = 12 | PROJECT day, total | LIMIT 20"),
                query(root).explain());
    }

    @Test
    void otherOperatorsHaveLinesAndIndentedInputs() {
        Operator look = access(
                Comparison.equal(PK, new OuterColumn(0, 0, "o.customer")),
                Comparison.equal(SK, new OuterColumn(0, 1, "o.day")));
        Operator join = Correlate.of(access(), look, 0, JoinKind.INNER);
        Operator grouped =
                HashAggregate.of(join, List.of(PK), List.of(AggregateCall.of(AggregateFunctions.get("SUM"), TOTAL)));
        Operator sorted =
                Sort.limited(Limit.first(new Filter(grouped, SK), Literal.of(3)), List.of(SortKey.descending(SK)));
        assertEquals(
                List.of(
                        "SORT day DESC (top) | LIMIT 3",
                        "  AGGREGATE SUM(total) BY customer | FILTER day",
                        "    FOR EACH INNER",
                        "      SCAN orders",
                        "      GET orders [customer = o.customer, day = o.day]"),
                query(sorted).explain());
    }

    @Test
    void analyzeCountsWhatHappened() {
        Operator root = new Project(
                access(
                        Comparison.equal(PK, Literal.of("ann")),
                        new Comparison(ComparisonOperator.GREATER, TOTAL, Literal.of(10))),
                List.of(SK));
        List<String> lines = lines(new ExplainStatement(query(root), true));
        assertEquals(2, lines.size());
        assertTrue(
                lines.get(0)
                        .startsWith("QUERY orders [customer = 'ann'] | FILTER total > 10 | PROJECT day"
                                + " (rows 4, examined 10, read units 0.5, "),
                lines.get(0));
        assertTrue(lines.get(1).startsWith("TOTAL rows 4, examined 10, read units 0.5, "), lines.get(1));
        assertEquals(1, lines(new ExplainStatement(query(root), false)).size());
    }

    private List<String> lines(StatementPlan statement) {
        List<String> lines = new ArrayList<>();
        try (Execution execution = fixture.execution();
                RowCursor rows = statement.execute(execution).rows().orElseThrow()) {
            while (rows.next()) {
                lines.add(((StringValue) rows.get(0)).value());
            }
        }
        return lines;
    }

    @Test
    void writesExplainHowTheyFindTheirItems() {
        List<Assignment> assignments = List.of(new Assignment.Set(AttributePath.of("total"), Literal.of(1)));
        Expression whole = Comparison.equal(SK, Literal.of(3));
        Expression ann = Comparison.equal(PK, Literal.of("ann"));
        Expression cheap = new Comparison(ComparisonOperator.LESS, TOTAL, Literal.of(5));
        WriteStatement direct = new WriteStatement(
                UpdatePlan.of(read, List.of(ann, whole, cheap), assignments, Optional.empty(), SessionOptions.DEFAULT),
                List.of(),
                0);
        assertEquals(
                List.of("UPDATE orders [customer = 'ann', day = 3] | FILTER total < 5 | SET total = 1"),
                direct.explain());
        WriteStatement scanning = new WriteStatement(
                UpdatePlan.of(read, List.of(cheap), assignments, Optional.empty(), SessionOptions.DEFAULT),
                List.of(),
                0);
        assertEquals(List.of("UPDATE orders | SET total = 1", "  SCAN orders | FILTER total < 5"), scanning.explain());
        WriteStatement delete = new WriteStatement(
                DeletePlan.of(read, List.of(ann), Optional.empty(), SessionOptions.DEFAULT), List.of(), 0);
        assertEquals(List.of("DELETE orders", "  QUERY orders [customer = 'ann']"), delete.explain());
        WriteStatement insert = new WriteStatement(
                new PutPlan(
                        definition,
                        PlanFixture.values(2, "bob", 1),
                        Optional.of(List.of("customer", "day")),
                        false,
                        Optional.empty()),
                List.of(),
                0);
        assertEquals(List.of("PUT orders (customer, day)", "  VALUES 1 row"), insert.explain());
        try (Execution execution = fixture.execution()) {
            assertEquals(3, scanning.execute(execution).updateCount());
            assertEquals(10, delete.execute(execution).updateCount() + 0L);
        }
        assertEquals(StatementPlan.Kind.WRITE, insert.kind());
    }

    @Test
    void columnsMustFitTheRows() {
        assertThrows(
                IllegalArgumentException.class, () -> new QueryStatement(access(), columns(2), 0, Optional.empty()));
    }
}
