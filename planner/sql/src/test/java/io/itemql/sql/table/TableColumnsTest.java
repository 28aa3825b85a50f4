package io.itemql.sql.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.item.AttributeType;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableColumnsTest {
    private static final KeySchema KEYS =
            KeySchema.of(new KeyAttribute("userId", AttributeType.S), new KeyAttribute("day", AttributeType.N));

    private static AttributeStatistics attribute(String name, Map<AttributeType, Long> counts, long whole) {
        return new AttributeStatistics(name, counts, whole);
    }

    private static TableColumns columns(TableDefinition definition, long undescribed, AttributeStatistics... found) {
        return TableColumns.of(
                new TableInfo(definition, 7), new TableStatistics(10, 1000, List.of(found), undescribed));
    }

    @Test
    void ordersKeysThenDeclaredThenByName() {
        TableDefinition definition = new TableDefinition(
                "users",
                KEYS,
                false,
                List.of(new DeclaredColumn("zone", ColumnType.VARCHAR), new DeclaredColumn("at", ColumnType.TIMESTAMP)),
                Map.of());
        TableColumns columns = columns(
                definition,
                0,
                attribute("b", Map.of(AttributeType.S, 3L), 0),
                attribute("at", Map.of(AttributeType.S, 3L), 0),
                attribute("userId", Map.of(AttributeType.S, 10L), 0),
                attribute("a", Map.of(AttributeType.N, 3L), 3),
                attribute("day", Map.of(AttributeType.N, 10L), 10));
        assertEquals(
                List.of("userId", "day", "zone", "at", "a", "b"),
                columns.visible().stream().map(TableColumn::name).toList());
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6),
                columns.visible().stream().map(TableColumn::ordinal).toList());
        assertEquals(
                List.of(false, false, true, true, true, true),
                columns.visible().stream().map(TableColumn::nullable).toList());
        assertEquals(ColumnType.TIMESTAMP, columns.find("at").orElseThrow().type());
        assertEquals(7, columns.table().version());
    }

    @Test
    void numbersAreBigintOnlyWhileAllAreWhole() {
        TableColumns columns = columns(
                TableDefinition.of("users", KEYS),
                0,
                attribute("whole", Map.of(AttributeType.N, 3L, AttributeType.NULL, 2L), 3),
                attribute("mixed", Map.of(AttributeType.N, 3L), 2),
                attribute("two", Map.of(AttributeType.N, 3L, AttributeType.BOOL, 1L), 3),
                attribute("list", Map.of(AttributeType.L, 3L), 0),
                attribute("bytes", Map.of(AttributeType.B, 3L), 0),
                attribute("truth", Map.of(AttributeType.BOOL, 3L), 0),
                attribute("nothing", Map.of(AttributeType.NULL, 3L), 0),
                attribute("texts", Map.of(AttributeType.S, 1L, AttributeType.M, 3L), 0));
        assertEquals(ColumnType.BIGINT, columns.find("whole").orElseThrow().type());
        assertEquals(ColumnType.DECIMAL, columns.find("mixed").orElseThrow().type());
        assertEquals(ColumnType.VARCHAR, columns.find("two").orElseThrow().type());
        assertEquals(ColumnType.VARCHAR, columns.find("list").orElseThrow().type());
        assertEquals(ColumnType.VARBINARY, columns.find("bytes").orElseThrow().type());
        assertEquals(ColumnType.BOOLEAN, columns.find("truth").orElseThrow().type());
        assertEquals(ColumnType.VARCHAR, columns.find("nothing").orElseThrow().type());
        assertEquals(ColumnType.VARCHAR, columns.find("texts").orElseThrow().type());
    }

    @Test
    void aGeneratedKeyIsHiddenButThere() {
        KeySchema generated = KeySchema.of(new KeyAttribute(TableDefinition.GENERATED_KEY, AttributeType.S));
        TableColumns columns = columns(
                new TableDefinition("logs", generated, true, List.of(), Map.of()),
                0,
                attribute("_id", Map.of(AttributeType.S, 10L), 0),
                attribute("text", Map.of(AttributeType.S, 10L), 0));
        assertEquals(
                List.of("text"),
                columns.visible().stream().map(TableColumn::name).toList());
        assertEquals(0, columns.find("_id").orElseThrow().ordinal());
        assertFalse(columns.find("_id").orElseThrow().nullable());
    }

    @Test
    void theWholeItemComesLastWhereNamesAreNotAllKnown() {
        TableDefinition definition = TableDefinition.of("users", KEYS);
        TableColumns closed = columns(definition, 0);
        assertEquals(2, closed.visible().size());
        assertEquals(0, closed.find(TableColumns.DOCUMENT).orElseThrow().ordinal());
        assertFalse(closed.isOpen());
        TableColumns open = columns(definition, 1);
        assertEquals(3, open.find(TableColumns.DOCUMENT).orElseThrow().ordinal());
        assertTrue(open.isOpen());
        TableColumns own = columns(definition, 1, attribute("_item", Map.of(AttributeType.N, 1L), 1));
        assertEquals(
                TableColumn.Origin.OBSERVED,
                own.find(TableColumns.DOCUMENT).orElseThrow().origin());
    }

    @Test
    void remarksSayCoverageAndTypes() {
        TableColumns columns = columns(
                TableDefinition.of("users", KEYS),
                0,
                attribute("a", Map.of(AttributeType.N, 6L, AttributeType.S, 1L), 6),
                attribute("rare", Map.of(AttributeType.N, 10L), 6));
        assertEquals(
                "70% of 10 items: S 1, N 6", columns.find("a").orElseThrow().remarks());
        assertEquals(
                "100% of 10 items: N 10", columns.find("rare").orElseThrow().remarks());
        assertEquals(
                "partition key; 100% of 10 items: S 10",
                columns.find("userId").orElseThrow().remarks());
    }

    @Test
    void remarksRoundToNothingAndEverythingOnlyWhereTrue() {
        TableColumn one = new TableColumn(
                "a", ColumnType.BIGINT, true, 1, TableColumn.Origin.OBSERVED, Map.of(AttributeType.N, 1L), 100_000);
        assertTrue(one.remarks().startsWith("1% of"), one.remarks());
        TableColumn most = new TableColumn(
                "a",
                ColumnType.BIGINT,
                true,
                1,
                TableColumn.Origin.OBSERVED,
                Map.of(AttributeType.N, 99_999L),
                100_000);
        assertTrue(most.remarks().startsWith("99% of"), most.remarks());
    }
}
