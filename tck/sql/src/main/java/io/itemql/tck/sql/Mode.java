package io.itemql.tck.sql;

import java.util.Map;

/** The ways in which a script is run. All of them have to give the same rows, counts and errors. */
public enum Mode {
    /** As written, in memory. The only mode whose plans, costs and warnings are compared. */
    MEMORY,
    /** Literals that are compared or assigned become parameters. */
    PARAMETERS,
    FILE,
    /** The store is closed and opened again between any two statements. */
    REOPENED,
    /** Every page of a read holds one item. */
    PAGE_SIZE_ONE,
    /** No key and no index is used: the first oracle. */
    SCAN,
    /** Through a connection pool. */
    POOL,
    /** The minimised jar in a class loader that sees nothing but it and the JDK. */
    ISOLATED;

    /** Options that every connection of this mode gets. */
    public Map<String, String> options() {
        return switch (this) {
            case PAGE_SIZE_ONE -> Map.of("pageSize", "1");
            case SCAN -> Map.of("keyAccess", "false");
            case MEMORY, PARAMETERS, FILE, REOPENED, POOL, ISOLATED -> Map.of();
        };
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
