package io.itemql.plan.operator;

import java.util.Locale;
import java.util.Objects;

/**
 * The options of a connection that change how statements are planned or run.
 *
 * @param strict an attribute that no item has is an error instead of MISSING with a warning
 * @param scan what to do with a statement that needs a scan
 * @param consistentRead reads are strongly consistent
 * @param memoryBytes how much memory one statement may hold
 * @param readOnly writes are refused
 * @param keyAccess false makes every read a scan; for tests, which compare the two
 * @param pageSize items a page; 0 lets the store stream without pages
 * @param dialect the language of the statements
 */
public record SessionOptions(
        boolean strict,
        ScanPolicy scan,
        boolean consistentRead,
        long memoryBytes,
        boolean readOnly,
        boolean keyAccess,
        int pageSize,
        Dialect dialect) {
    /** The languages of statements. */
    public enum Dialect {
        /** SQL over items. */
        SQL,
        /** The service's PartiQL, exactly. */
        DYNAMODB
    }

    /** A quarter of the heap, at least 16 MB. */
    public static final SessionOptions DEFAULT = new SessionOptions(
            false,
            ScanPolicy.ALLOW,
            false,
            Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 4),
            false,
            true,
            0);

    public SessionOptions {
        Objects.requireNonNull(scan, "scan");
        Objects.requireNonNull(dialect, "dialect");
    }

    /** Options for statements in SQL. */
    public SessionOptions(
            boolean strict,
            ScanPolicy scan,
            boolean consistentRead,
            long memoryBytes,
            boolean readOnly,
            boolean keyAccess,
            int pageSize) {
        this(strict, scan, consistentRead, memoryBytes, readOnly, keyAccess, pageSize, Dialect.SQL);
    }

    /** The same with another scan policy. */
    public SessionOptions withScan(ScanPolicy policy) {
        return new SessionOptions(strict, policy, consistentRead, memoryBytes, readOnly, keyAccess, pageSize, dialect);
    }

    /** The same with or without errors for names that nothing has. */
    public SessionOptions withStrict(boolean wanted) {
        return new SessionOptions(wanted, scan, consistentRead, memoryBytes, readOnly, keyAccess, pageSize, dialect);
    }

    /** The same with or without the right to write. */
    public SessionOptions withReadOnly(boolean wanted) {
        return new SessionOptions(strict, scan, consistentRead, memoryBytes, wanted, keyAccess, pageSize, dialect);
    }

    /**
     * What to do with a statement that needs a scan.
     *
     * @param itemsMax with {@link Mode#LIMIT}: how many items a statement may examine by scanning; otherwise 0
     */
    public record ScanPolicy(Mode mode, long itemsMax) {
        /** The four policies of the option {@code scan}. */
        public enum Mode {
            ALLOW,
            WARN,
            DENY,
            LIMIT
        }

        public static final ScanPolicy ALLOW = new ScanPolicy(Mode.ALLOW, 0);
        public static final ScanPolicy WARN = new ScanPolicy(Mode.WARN, 0);
        public static final ScanPolicy DENY = new ScanPolicy(Mode.DENY, 0);

        public static ScanPolicy limit(long itemsMax) {
            return new ScanPolicy(Mode.LIMIT, itemsMax);
        }

        /** As the option is written: {@code allow}, {@code warn}, {@code deny} or {@code limit:N}. */
        @Override
        public String toString() {
            return mode == Mode.LIMIT ? "limit:" + itemsMax : mode.name().toLowerCase(Locale.ROOT);
        }
    }
}
