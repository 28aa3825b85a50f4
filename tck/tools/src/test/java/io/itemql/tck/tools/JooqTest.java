package io.itemql.tck.tools;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.codegen.GenerationTool;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** jOOQ generates classes from the metadata, which compile, and runs its queries. */
class JooqTest {
    @TempDir
    Path directory;

    @Test
    void generation() throws Exception {
        try (ExampleStore store = new ExampleStore("jooq")) {
            Recorder recorder = new Recorder(store.url());
            try (Connection connection = recorder.getConnection()) {
                GenerationTool tool = new GenerationTool();
                tool.setConnection(connection);
                tool.run(new Configuration()
                        .withLogging(Logging.ERROR)
                        .withGenerator(new Generator()
                                .withDatabase(new Database()
                                        .withName("org.jooq.meta.jdbc.JDBCDatabase")
                                        .withInputSchema("main"))
                                .withTarget(new Target()
                                        .withPackageName("generated")
                                        .withDirectory(directory.toString()))));
            }
            recorder.check("jooq-generation");
            assertEquals(List.of(), List.copyOf(recorder.refusals()));
        }
        List<Path> sources;
        try (Stream<Path> files = Files.walk(directory)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        String all = "";
        for (Path source : sources) {
            all += Files.readString(source);
        }
        for (String expected : List.of(
                "TableField<OrdersRecord, Long> ORDERID",
                "TableField<UsersRecord, LocalDate> JOINED",
                "PK_ORDERS",
                "UniqueKey<")) {
            assertTrue(all.contains(expected), expected + " in " + sources);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-d", directory.toString(), "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
            assertTrue(compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call());
        }
    }

    @Test
    void queries() throws Exception {
        Table<Record> orders = table(name("main", "orders"));
        Field<String> customer = field(name("customer"), String.class);
        Field<Long> orderId = field(name("orderId"), Long.class);
        Field<BigDecimal> total = field(name("total"), BigDecimal.class);
        try (ExampleStore store = new ExampleStore("jooq2")) {
            Recorder recorder = new Recorder(store.url());
            try (Connection connection = recorder.getConnection()) {
                DSLContext context = DSL.using(
                        connection, SQLDialect.DEFAULT, new Settings().withRenderQuotedNames(RenderQuotedNames.ALWAYS));
                assertEquals(
                        4,
                        context.selectFrom(orders)
                                .where(customer.eq("u1").and(orderId.ge(3L)))
                                .fetch()
                                .size());
                var sums = context.select(customer, count(), sum(total))
                        .from(orders)
                        .groupBy(customer)
                        .orderBy(customer)
                        .fetch();
                assertEquals(3, sums.size());
                assertEquals(0, new BigDecimal("31").compareTo(sums.get(0).value3()));
                assertEquals(
                        List.of(12L, 9L),
                        context.select(orderId)
                                .from(orders)
                                .where(customer.eq("u1"))
                                .orderBy(orderId.desc())
                                .limit(2)
                                .fetch(orderId));
                assertEquals(
                        1,
                        context.insertInto(orders, customer, orderId, total)
                                .values("new", 1L, new BigDecimal("3.5"))
                                .execute());
                assertEquals(
                        1,
                        context.update(orders)
                                .set(total, total.add(1))
                                .where(customer.eq("new"))
                                .execute());
                assertEquals(
                        0,
                        new BigDecimal("4.5")
                                .compareTo(context.select(total)
                                        .from(orders)
                                        .where(customer.eq("new"))
                                        .fetchOne(total)));
                assertEquals(
                        1, context.deleteFrom(orders).where(customer.eq("new")).execute());
                assertTrue(context.meta().getTables("users").get(0).fields().length >= 5);
            }
            recorder.check("jooq-queries");
            assertEquals(List.of(), List.copyOf(recorder.refusals()));
        }
    }
}
