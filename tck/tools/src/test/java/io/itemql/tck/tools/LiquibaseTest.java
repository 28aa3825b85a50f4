package io.itemql.tck.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.util.Set;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.junit.jupiter.api.Test;

/** Liquibase makes its own tables, takes its lock, runs a migration, and knows the second time that it has. */
class LiquibaseTest {
    @Test
    void aMigration() throws Exception {
        try (ExampleStore store = new ExampleStore("liquibase")) {
            Recorder recorder = new Recorder(store.url());
            for (int run = 0; run < 2; run++) {
                try (Connection connection = recorder.getConnection()) {
                    Database database = DatabaseFactory.getInstance()
                            .findCorrectDatabaseImplementation(new JdbcConnection(connection));
                    // What liquibase --default-schema-name=main does; it cannot find out by itself without procedures.
                    database.setDefaultSchemaName("main");
                    new Liquibase("changes.xml", new ClassLoaderResourceAccessor(), database).update(new Contexts());
                }
            }
            assertEquals("3", store.value("SELECT COUNT(*) FROM DATABASECHANGELOG"));
            assertEquals("false", store.value("SELECT LOCKED FROM DATABASECHANGELOGLOCK WHERE ID = 1"));
            assertEquals("Oslo", store.value("SELECT name FROM cities WHERE id = 2"));
            assertEquals("VIP", store.value("SELECT level FROM users WHERE userId = 'u1'"));
            recorder.check("liquibase");
            assertEquals(Set.of(), Set.copyOf(recorder.refusals()));
        }
    }
}
