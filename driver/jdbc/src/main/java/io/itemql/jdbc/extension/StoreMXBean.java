package io.itemql.jdbc.extension;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What management tools see of an open store: the same facts as the schema {@code system} shows to SQL. */
public interface StoreMXBean {
    /** Where the store is, such as {@code mem:demo}. */
    String getStore();

    /** The values of {@code system.metrics}, by name. */
    Map<String, BigDecimal> getMetrics();

    /** The names of the system tables. */
    List<String> getSystemTables();

    /**
     * The rows of a system table, each as texts by the names of its columns.
     *
     * @throws IllegalArgumentException if there is no such table
     */
    List<Map<String, String>> rows(String systemTable);
}
