package io.itemql.sql.general;

import io.itemql.item.AttributeType;
import java.math.BigDecimal;
import java.util.Set;

/**
 * Tables that hold what statements must cope with: missing attributes, NULL, several types under one name, documents.
 */
final class SampleData {
    private SampleData() {}

    static void load(Fixture fixture) {
        users(fixture);
        orders(fixture);
        mixed(fixture);
    }

    private static void users(Fixture fixture) {
        fixture.table("users", "userId", AttributeType.S)
                .put("users", "userId", "u1", "name", "Ann", "age", 30, "city", "Pune", "active", true)
                .put("users", "userId", "u2", "name", "Bob", "age", 25, "city", "Delhi", "active", false)
                .put("users", "userId", "u3", "name", "Cid", "age", 30, "city", "Pune")
                .put("users", "userId", "u4", "name", "Dee", "city", null, "active", true)
                .put("users", "userId", "u5", "name", "Eve", "age", "old", "city", "Agra", "active", "yes");
    }

    private static void orders(Fixture fixture) {
        fixture.table("orders", "userId", AttributeType.S, "day", AttributeType.N)
                .put(
                        "orders",
                        "userId",
                        "u1",
                        "day",
                        1,
                        "total",
                        new BigDecimal("10.50"),
                        "lines",
                        Fixture.list(Fixture.map("sku", "a", "qty", 2), Fixture.map("sku", "b", "qty", 1)),
                        "address",
                        Fixture.map("city", "Pune", "zip", Fixture.list("411", "001")))
                .put("orders", "userId", "u1", "day", 2, "total", 20, "lines", Fixture.list())
                .put("orders", "userId", "u1", "day", 3, "total", 5, "tags", Set.of("x", "y"))
                .put(
                        "orders",
                        "userId",
                        "u2",
                        "day",
                        1,
                        "total",
                        7,
                        "lines",
                        Fixture.list(Fixture.map("sku", "a", "qty", 9)),
                        "address",
                        Fixture.map("city", "Delhi"))
                .put("orders", "userId", "u9", "day", 1, "total", null);
    }

    private static void mixed(Fixture fixture) {
        fixture.table("mixed", "id", AttributeType.N)
                .put("mixed", "id", 1, "v", 1, "k", "a")
                .put("mixed", "id", 2, "v", "1", "k", "a")
                .put("mixed", "id", 3, "v", new BigDecimal("1.0"), "k", "b")
                .put("mixed", "id", 4, "v", true, "k", "b")
                .put("mixed", "id", 5, "v", null, "k", "b")
                .put("mixed", "id", 6, "k", "c")
                .put("mixed", "id", 7, "v", Fixture.list(1, 2), "k", "c")
                .put("mixed", "id", 8, "v", 2, "k", null);
    }
}
