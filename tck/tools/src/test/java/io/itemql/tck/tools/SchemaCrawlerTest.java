package io.itemql.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import schemacrawler.inclusionrule.IncludeAll;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.Schema;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;

/** SchemaCrawler reads everything that there is to read, on several connections at once. */
class SchemaCrawlerTest {
    @Test
    void maximum() throws Exception {
        try (ExampleStore store = new ExampleStore("schemacrawler")) {
            Recorder recorder = new Recorder(store.url());
            SchemaCrawlerOptions options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                    .withLimitOptions(LimitOptionsBuilder.builder()
                            .includeRoutines(new IncludeAll())
                            .toOptions())
                    .withLoadOptions(LoadOptionsBuilder.builder()
                            .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                            .toOptions());
            DatabaseConnectionSource source = DatabaseConnectionSources.fromDataSource(recorder);
            Catalog catalog = SchemaCrawlerUtility.getCatalog(source, options);
            assertEquals(
                    List.of("main", "system"),
                    catalog.getSchemas().stream().map(Schema::getName).toList());
            Schema schema = catalog.getSchemas().iterator().next();
            assertEquals(2, catalog.getTables(schema).size());
            Table orders = catalog.lookupTable(schema, "orders").orElseThrow();
            assertEquals(
                    List.of("customer", "orderId", "status", "total"),
                    orders.getColumns().stream().map(Column::getName).toList());
            assertNotNull(orders.getPrimaryKey());
            assertEquals(
                    List.of("customer", "orderId"),
                    orders.getPrimaryKey().getConstrainedColumns().stream()
                            .map(Column::getName)
                            .toList());
            assertEquals(1, orders.getIndexes().size());
            Column total = catalog.lookupColumn(schema, "orders", "total").orElseThrow();
            assertEquals("DECIMAL", total.getColumnDataType().getName());
            assertTrue(total.isNullable());
            assertFalse(catalog.lookupColumn(schema, "orders", "customer")
                    .orElseThrow()
                    .isNullable());
            assertTrue(orders.getRemarks().contains("12 items"), orders.getRemarks());
            assertTrue(total.getRemarks().contains("100% of 12 items"), total.getRemarks());
            assertTrue(
                    catalog.getRoutines(schema).size() > 100,
                    "only " + catalog.getRoutines(schema).size());
            recorder.check("schemacrawler");
            assertEquals(List.of(), List.copyOf(recorder.refusals()));
        }
    }
}
