package io.itemql.sql.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ItemException;
import io.itemql.sql.ast.AlterTable;
import io.itemql.sql.ast.ColumnDefinition;
import io.itemql.sql.ast.CreateIndex;
import io.itemql.sql.ast.CreateTable;
import io.itemql.sql.ast.DeleteItems;
import io.itemql.sql.ast.DocumentPath;
import io.itemql.sql.ast.DocumentPath.Attribute;
import io.itemql.sql.ast.DocumentPath.Element;
import io.itemql.sql.ast.DropIndex;
import io.itemql.sql.ast.ExplainStatement;
import io.itemql.sql.ast.InsertItems;
import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.ast.ReturningClause;
import io.itemql.sql.ast.SimpleStatement;
import io.itemql.sql.ast.TableConstraint;
import io.itemql.sql.ast.TypeTest;
import io.itemql.sql.ast.TypeTestOperator;
import io.itemql.sql.ast.UpdateAction;
import io.itemql.sql.ast.UpdateItems;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementParserTest {
    static Stream<String> statements() throws IOException {
        return Statements.lines("statements.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void survivesUnparsing(String statement) {
        String once = Statements.unparse(StatementParser.parse(statement));
        assertEquals(once, Statements.unparse(StatementParser.parse(once)));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void survivesACopyingShuttle(String statement) {
        SqlNode tree = StatementParser.parse(statement);
        SqlNode copy = tree.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlIdentifier id) {
                return id.clone(id.getParserPosition());
            }
        });
        assertTrue(tree.equalsDeep(copy, Litmus.IGNORE));
        assertEquals(tree.getClass(), copy.getClass());
    }

    private static SqlSelect select(String statement) {
        return (SqlSelect) StatementParser.parse(statement);
    }

    private static SqlNode item(String expression) {
        return select("SELECT " + expression + " FROM t").getSelectList().get(0);
    }

    private static SqlCall where(String condition) {
        return (SqlCall) select("SELECT * FROM t WHERE " + condition).getWhere();
    }

    @Test
    void tuple() {
        SqlCall tuple = (SqlCall) item("{'a': 1, 'b': ?}");
        assertSame(ItemOperators.TUPLE, tuple.getOperator());
        assertEquals(4, tuple.operandCount());
        assertEquals("a", ((SqlLiteral) tuple.operand(0)).getValueAs(String.class));
        assertInstanceOf(SqlDynamicParam.class, tuple.operand(3));
    }

    @Test
    void listAndBag() {
        assertSame(ItemOperators.LIST, ((SqlCall) item("[1, 'x', ?]")).getOperator());
        SqlCall bag = (SqlCall) item("<<1, <<2>>>>");
        assertSame(ItemOperators.BAG, bag.getOperator());
        assertSame(ItemOperators.BAG, ((SqlCall) bag.operand(1)).getOperator());
    }

    @Test
    void missing() {
        assertSame(ItemOperators.MISSING, ((SqlCall) item("MISSING")).getOperator());
    }

    @Test
    void typeTests() {
        SqlCall test = where("a.b IS NOT MISSING");
        TypeTestOperator operator = (TypeTestOperator) test.getOperator();
        assertEquals(TypeTest.MISSING, operator.test());
        assertTrue(operator.negated());
        assertSame(
                ItemOperators.isType(TypeTest.STRING, false),
                where("a IS STRING").getOperator());
        assertEquals(SqlKind.IS_NULL, where("a IS NULL").getKind());
        assertEquals(SqlKind.AND, where("a IS LIST AND b IS TUPLE").getKind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x IN [1, 2]", "x IN <<1, 2>>", "x IN (1, 2)"})
    void inACollectionIsInAList(String condition) {
        SqlCall in = where(condition);
        assertEquals(SqlKind.IN, in.getKind());
        assertEquals(2, ((SqlNodeList) in.operand(1)).size());
    }

    @Test
    void inAParameterOrPath() {
        assertInstanceOf(SqlDynamicParam.class, where("x IN ?").operand(1));
        assertInstanceOf(SqlIdentifier.class, where("'a' NOT IN o.tags").operand(1));
    }

    @Test
    void paths() {
        DocumentPath path = DocumentPath.of(item("a.b[0].\"c d\"['d'].e")).orElseThrow();
        assertEquals(
                List.of(
                        new Attribute("a"),
                        new Attribute("b"),
                        new Element(0),
                        new Attribute("c d"),
                        new Attribute("d"),
                        new Attribute("e")),
                path.steps());
        assertTrue(DocumentPath.of(item("a[?]")).isEmpty());
        assertTrue(DocumentPath.of(item("a + 1")).isEmpty());
    }

    @Test
    void selectValueAndPositionAlias() {
        SqlSelect select = select("SELECT VALUE l.sku FROM orders AS o, o.lines AS l AT i");
        assertSame(ItemOperators.SELECT_VALUE, ((SqlCall) select.getSelectList().get(0)).getOperator());
        SqlCall join = (SqlCall) select.getFrom();
        assertSame(ItemOperators.AT, ((SqlCall) join.operand(3)).getOperator());
    }

    @Test
    void indexInFrom() {
        SqlIdentifier from = (SqlIdentifier)
                select("SELECT * FROM \"my-table\".\"my.index\"").getFrom();
        assertEquals(List.of("my-table", "my.index"), from.names);
    }

    @Test
    void hints() {
        SqlSelect select = select("SELECT /*+ scan(allow) */ * FROM t");
        assertEquals("scan", ((SqlHint) select.getHints().get(0)).getName());
        UpdateItems update = (UpdateItems) StatementParser.parse("UPDATE /*+ scan(allow) */ t SET a = 1");
        assertEquals(List.of("allow"), ((SqlHint) update.hints().get(0)).getOptionList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "value",
                "user",
                "year",
                "month",
                "day",
                "date",
                "time",
                "timestamp",
                "count",
                "type",
                "status",
                "order",
                "result",
                "position",
                "language",
                "start",
                "end",
                "contains",
                "group",
                "key",
                "data",
                "text",
                "left",
                "table",
                "set",
                "interval",
                "row",
                "new",
                "old",
                "index",
                "sort",
                "list",
                "string",
                "max",
                "window",
                "language",
                "system",
                "condition",
                "comment",
                "location",
                "zone",
                "hour",
                "char",
                "check"
            })
    void wordsThatAreNames(String word) {
        assertEquals(List.of(word), ((SqlIdentifier) item(word)).names);
        assertEquals(List.of("t", word), ((SqlIdentifier) item("t." + word)).names);
        assertEquals(word, ((SqlIdentifier) where(word + " = 1").operand(0)).getSimple());
        assertEquals(
                word,
                ((SqlIdentifier) where("a = 1 AND " + word + " IS NULL OR b = 2")
                                .<SqlCall>operand(0)
                                .<SqlCall>operand(1)
                                .operand(0))
                        .getSimple());
        StatementParser.parse("SELECT a AS " + word + ", t." + word + " FROM t GROUP BY " + word + " ORDER BY " + word);
        StatementParser.parse("INSERT INTO t (a, " + word + ") VALUES (1, 2)");
        StatementParser.parse("UPDATE t SET " + word + " = 1, a." + word + " = 2 REMOVE b WHERE " + word + " = 3");
        StatementParser.parse("CREATE TABLE t (" + word + " VARCHAR, b INT, PRIMARY KEY (" + word + ", b))");
        StatementParser.parse("CREATE INDEX i ON t (" + word + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "5.",
                ".5",
                "007.50",
                "1e3",
                "1E-126",
                "1e126",
                "12345678901234567890123456789012345678",
                "123456789012345678901234567890123456789012345678901234567890",
                "0.00000000000000000000000000000000001"
            })
    void numbersAreExact(String number) {
        SqlNumericLiteral literal = (SqlNumericLiteral) item(number);
        assertEquals(0, new BigDecimal(number).compareTo(literal.bigDecimalValue()));
        assertEquals(number.matches(".*[eE].*"), !literal.isExact());
    }

    @Test
    void aSignBelongsToItsNumber() {
        assertEquals(new BigDecimal(-5), ((SqlNumericLiteral) item("-5")).bigDecimalValue());
        assertEquals(new BigDecimal("-5.5"), ((SqlNumericLiteral) item("- 5.5")).bigDecimalValue());
        assertEquals(SqlKind.MINUS_PREFIX, item("-a").getKind());
    }

    @Test
    void texts() {
        assertEquals("it's 名前 😀", ((SqlLiteral) item("'it''s 名前 😀'")).getValueAs(String.class));
        assertEquals("", ((SqlLiteral) item("''")).getValueAs(String.class));
    }

    @Test
    void parametersAreNumberedInTheOrderOfTheText() {
        List<Integer> indexes = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        StatementParser.parse("SELECT a[?] FROM t WHERE b = ? AND c IN (?, ?) AND d IN [?] ORDER BY e LIMIT ?")
                .accept(new SqlBasicVisitor<Void>() {
                    @Override
                    public Void visit(SqlDynamicParam parameter) {
                        indexes.add(parameter.getIndex());
                        columns.add(parameter.getParserPosition().getColumnNum());
                        return null;
                    }
                });
        assertEquals(List.of(0, 1, 2, 3, 4, 5), indexes);
        assertEquals(columns.stream().sorted().toList(), columns);
    }

    @Test
    void namesKeepTheirCase() {
        SqlSelect select = select("SELECT userId, \"A\"\"b\" FROM Users");
        assertEquals("userId", select.getSelectList().get(0).toString());
        assertEquals("A\"b", ((SqlIdentifier) select.getSelectList().get(1)).getSimple());
        assertEquals("Users", select.getFrom().toString());
    }

    @Test
    void orderAndLimit() {
        SqlOrderBy order = (SqlOrderBy) StatementParser.parse("SELECT * FROM t ORDER BY a DESC LIMIT 5 OFFSET ?");
        assertEquals(1, order.orderList.size());
        assertEquals("5", String.valueOf(order.fetch));
        assertInstanceOf(SqlDynamicParam.class, order.offset);
    }

    @Test
    void forUpdateIsAccepted() {
        assertInstanceOf(SqlSelect.class, StatementParser.parse("SELECT * FROM t WHERE a = 1 FOR UPDATE"));
    }

    @Test
    void insertOfItems() {
        InsertItems insert = (InsertItems) StatementParser.parse("INSERT INTO t VALUE {'pk': 'a'}");
        assertEquals(InsertItems.Source.ITEMS, insert.sourceKind());
        assertEquals(InsertItems.Mode.INSERT, insert.mode());
        assertNull(insert.columns());
        assertNull(insert.returning());
        assertSame(ItemOperators.TUPLE, ((SqlCall) insert.source()).getOperator());
        insert = (InsertItems) StatementParser.parse("UPSERT INTO t VALUE ?");
        assertEquals(InsertItems.Mode.UPSERT, insert.mode());
        assertInstanceOf(SqlDynamicParam.class, insert.source());
    }

    @Test
    void insertOfRowsAndQueries() {
        InsertItems insert = (InsertItems) StatementParser.parse("INSERT INTO t (a, b) VALUES (1, ?), (2, DEFAULT)");
        assertEquals(InsertItems.Source.ROWS, insert.sourceKind());
        assertEquals(2, insert.columns().size());
        assertEquals(2, ((SqlCall) insert.source()).operandCount());
        insert = (InsertItems) StatementParser.parse("REPLACE INTO t SELECT * FROM u");
        assertEquals(InsertItems.Source.QUERY, insert.sourceKind());
        assertEquals(InsertItems.Mode.REPLACE, insert.mode());
    }

    @Test
    void update() {
        UpdateItems update =
                (UpdateItems) StatementParser.parse("UPDATE t AS x SET a = 1, b.c[0] = 'x' REMOVE d ADD e 5"
                        + " DELETE f <<'g'>> SET h = 2 WHERE pk = 1 RETURNING MODIFIED NEW *");
        assertEquals("x", update.alias().getSimple());
        List<UpdateAction.Verb> verbs =
                update.actions().stream().map(a -> ((UpdateAction) a).verb()).toList();
        assertEquals(
                List.of(
                        UpdateAction.Verb.SET,
                        UpdateAction.Verb.SET,
                        UpdateAction.Verb.REMOVE,
                        UpdateAction.Verb.ADD,
                        UpdateAction.Verb.DELETE,
                        UpdateAction.Verb.SET),
                verbs);
        UpdateAction second = (UpdateAction) update.actions().get(1);
        assertEquals(3, DocumentPath.of(second.path()).orElseThrow().steps().size());
        assertNull(((UpdateAction) update.actions().get(2)).value());
        assertEquals(ReturningClause.Form.MODIFIED_NEW, update.returning().form());
    }

    @Test
    void delete() {
        DeleteItems delete = (DeleteItems) StatementParser.parse("DELETE FROM t WHERE pk = 'a' RETURNING ALL OLD *");
        assertNull(delete.alias());
        assertEquals(SqlKind.EQUALS, delete.where().getKind());
        assertEquals(ReturningClause.Form.ALL_OLD, delete.returning().form());
        delete = (DeleteItems) StatementParser.parse("DELETE FROM t RETURNING a, b");
        assertEquals(2, delete.returning().columns().size());
    }

    @Test
    void createTable() {
        CreateTable table =
                (CreateTable) StatementParser.parse("CREATE TABLE IF NOT EXISTS t (a VARCHAR(20) PARTITION KEY,"
                        + " b DOUBLE PRECISION RANGE KEY, c DECIMAL(10, 2) NOT NULL DEFAULT 5 UNIQUE, d REFERENCES x,"
                        + " CONSTRAINT p PRIMARY KEY (a, b)) WITH (ttl = 'e', n = 5)");
        assertTrue(table.ifNotExists());
        ColumnDefinition a = (ColumnDefinition) table.columns().get(0);
        assertEquals(ColumnDefinition.Key.PARTITION, a.key());
        assertEquals("VARCHAR", a.type().name());
        assertEquals(20, a.type().intArgument(0).orElseThrow());
        ColumnDefinition b = (ColumnDefinition) table.columns().get(1);
        assertEquals(ColumnDefinition.Key.SORT, b.key());
        assertEquals("DOUBLE PRECISION", b.type().name());
        ColumnDefinition c = (ColumnDefinition) table.columns().get(2);
        assertTrue(c.notNull() && c.unique());
        assertEquals(2, c.type().intArgument(1).orElseThrow());
        ColumnDefinition d = (ColumnDefinition) table.columns().get(3);
        assertNull(d.type());
        assertEquals("x", d.references().getSimple());
        TableConstraint key = (TableConstraint) table.constraints().get(0);
        assertEquals(TableConstraint.Type.PRIMARY_KEY, key.type());
        assertEquals(2, key.columns().size());
        assertEquals(2, table.options().size());
    }

    @Test
    void indexes() {
        CreateIndex index = (CreateIndex)
                StatementParser.parse("CREATE LOCAL INDEX by_city ON users (city, age) PROJECTION INCLUDE (a, b)");
        assertEquals(CreateIndex.Scope.LOCAL, index.scope());
        assertEquals(CreateIndex.Projection.INCLUDE, index.projection());
        assertEquals(2, index.columns().size());
        assertEquals(2, index.included().size());
        DropIndex drop = (DropIndex) StatementParser.parse("DROP INDEX users.by_city");
        assertEquals("users", drop.table().getSimple());
        assertEquals("by_city", drop.name().getSimple());
        assertTrue(drop.equalsDeep(StatementParser.parse("DROP INDEX by_city ON users"), Litmus.IGNORE));
    }

    @Test
    void alterTable() {
        AlterTable alter = (AlterTable) StatementParser.parse("ALTER TABLE t ALTER COLUMN c SET DATA TYPE BIT(1)");
        assertEquals(AlterTable.Action.ALTER_TYPE, alter.action());
        assertEquals("BIT", alter.type().name());
        alter = (AlterTable) StatementParser.parse("ALTER TABLE t ADD c TEXT");
        assertEquals("c", alter.column().name().getSimple());
    }

    @Test
    void explain() {
        ExplainStatement explain = (ExplainStatement) StatementParser.parse("EXPLAIN ANALYZE DELETE FROM t");
        assertTrue(explain.analyze());
        assertInstanceOf(DeleteItems.class, explain.statement());
        explain = (ExplainStatement) StatementParser.parse("EXPLAIN PLAN FOR SELECT 1");
        assertFalse(explain.analyze());
    }

    @Test
    void simpleStatements() {
        for (SimpleStatement.Action action : SimpleStatement.Action.values()) {
            assertEquals(action, ((SimpleStatement) StatementParser.parse(action.name() + " ;")).action());
        }
    }

    @Test
    void deepNestingIsRefusedOrRead() {
        String deep = "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000);
        assertThrows(ItemException.class, () -> StatementParser.parse(deep));
    }
}
