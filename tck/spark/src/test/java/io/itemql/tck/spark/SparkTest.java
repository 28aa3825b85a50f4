package io.itemql.tck.spark;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.current_date;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spark reads a table in parts that run side by side, pushes filters down, and writes tables of its own. */
class SparkTest {
    private static final String URL = "jdbc:itemql:mem:spark";
    private static final int ITEMS = 1000;

    private static Connection holder;
    private static SparkSession spark;

    @BeforeAll
    static void open() throws SQLException {
        holder = DriverManager.getConnection(URL);
        try (Statement statement = holder.createStatement()) {
            statement.execute("CREATE TABLE orders (customer VARCHAR PARTITION KEY, orderId BIGINT SORT KEY, day DATE,"
                    + " weight DOUBLE)");
            for (int i = 0; i < ITEMS; i++) {
                statement.addBatch("INSERT INTO orders VALUE {'customer': 'c" + i % 10 + "', 'orderId': " + i
                        + ", 'total': " + i + ".25, 'day': '2024-02-29', 'weight': 0.5, 'open': " + (i % 2 == 0)
                        + (i % 5 == 0 ? ", 'lines': [{'sku': 'a'}]" : "") + "}");
            }
            statement.executeBatch();
        }
        spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                .getOrCreate();
    }

    @AfterAll
    static void close() throws SQLException {
        spark.close();
        try (Statement statement = holder.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        holder.close();
    }

    private static Dataset<Row> whole() {
        return spark.read().jdbc(URL, "orders", new Properties());
    }

    @Test
    void theColumnsAreThoseOfTheTable() {
        Dataset<Row> orders = whole();
        assertEquals(
                "struct<customer:string,orderId:bigint,day:date,weight:double,lines:string,open:boolean,"
                        + "total:decimal(38,18)>",
                orders.schema().simpleString());
        assertEquals(ITEMS, orders.count());
        Row row = orders.where("orderId = 7").first();
        assertEquals("c7", row.getString(0));
        assertEquals(0, new BigDecimal("7.25").compareTo(row.getDecimal(6)));
        assertEquals("2024-02-29", row.getDate(2).toString());
    }

    @Test
    void readsInParts() {
        Dataset<Row> byNumber = spark.read().jdbc(URL, "orders", "orderId", 0, ITEMS, 4, new Properties());
        assertEquals(4, byNumber.rdd().getNumPartitions());
        assertEquals(ITEMS, byNumber.count());
        String[] keys = new String[10];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = "customer = 'c" + i + "'";
        }
        Dataset<Row> byKey = spark.read().jdbc(URL, "orders", keys, new Properties());
        assertEquals(10, byKey.rdd().getNumPartitions());
        assertEquals(ITEMS, byKey.count());
    }

    @Test
    void filtersAreTheDrivers() {
        Dataset<Row> found = whole().where("customer = 'c3' AND orderId >= 900 AND open = false")
                .select("total");
        assertEquals(10, found.count());
        String plan = found.queryExecution().executedPlan().toString();
        assertTrue(plan.contains("*GreaterThanOrEqual(orderId,900)"), plan);
        assertEquals(
                10,
                spark.read()
                        .jdbc(
                                URL,
                                "(SELECT customer, SUM(total) AS s FROM orders GROUP BY customer) t",
                                new Properties())
                        .count());
    }

    @Test
    void writesTables() {
        Dataset<Row> sums =
                whole().groupBy("customer").agg(sum("total").as("s"), count("*").as("n"));
        Dataset<Row> typed = sums.withColumn("d", lit(1.5).cast(DataTypes.DoubleType))
                .withColumn("f", lit(true))
                .withColumn("t", current_timestamp())
                .withColumn("day", current_date());
        typed.write().mode(SaveMode.ErrorIfExists).jdbc(URL, "sums", new Properties());
        typed.write().mode(SaveMode.Append).jdbc(URL, "sums", new Properties());
        Dataset<Row> back = spark.read().jdbc(URL, "sums", new Properties());
        assertEquals(20, back.count());
        List<Row> rows = back.where("customer = 'c0'").select("n", "d", "f").collectAsList();
        assertEquals("[100,1.5,true]", rows.get(0).toString());
        typed.limit(3).write().mode(SaveMode.Overwrite).jdbc(URL, "sums", new Properties());
        assertEquals(3, spark.read().jdbc(URL, "sums", new Properties()).count());
    }
}
