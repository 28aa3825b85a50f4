package io.itemql.tck.sql;

import java.util.Map;

/** The ways in which a script is run. All of them have to give the same rows, counts and errors. */
public enum Mode {
    /** As written, in memory. The only mode whose plans, costs and warnings are compared. */
    MEMORY(Map.of()),
    /** Literals that are compared or assigned become parameters. */
    PARAMETERS(Map.of()),
    FILE(Map.of()),
    /** The store is closed and opened again between any two statements. */
    REOPENED(Map.of()),
    /** Every page of a read holds one item. */
    PAGE_SIZE_ONE(Map.of("pageSize", "1")),
    /** No key and no index is used: the first oracle. */
    SCAN(Map.of("keyAccess", "false")),
    /** Through a connection pool. */
    POOL(Map.of()),
    /** The minimised jar in a class loader that sees nothing but it and the JDK. */
    ISOLATED(Map.of());

    private final Map<String, String> options;

    Mode(Map<String, String> options) {
        this.options = options;
    }

    /** Options that every connection of this mode gets. */
    public Map<String, String> options() {
        return options;
    }

    /** True if the script's plans, costs and warnings hold in this mode. */
    public boolean comparesPlans() {
        return this == MEMORY;
    }

    /** True if statements with these options cannot be run: a scan cannot be held back where all reads are scans. */
    boolean skips(Map<String, String> wanted) {
        return this == SCAN && wanted.containsKey("scan");
    }

    /** True if a connection lives for one statement only. */
    public boolean reopens() {
        return this == REOPENED;
    }

    /** True if literals are lifted out of the statements. */
    public boolean lifts() {
        return this == PARAMETERS;
    }
}
