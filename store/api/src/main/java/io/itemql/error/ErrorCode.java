package io.itemql.error;

/**
 * Every way in which ItemQL can fail, with its SQLState, vendor number, message template and an example.
 *
 * <p>Templates hold {@code {}} for each argument, in order. Where the DynamoDB service has a text for the same
 * fault, the template is that text, so that people find it in the places they already know.
 *
 * <p>Choosing a SQLState: first a standard one; else a subclass of the right class in the range that the SQL
 * standard leaves to implementations (a subclass that starts with 5–9 or I–Z, such as {@code 0AX01}). Never
 * {@code 0A000} or {@code 08xxx} on a connection that still works: connection pools throw such connections away. For the
 * same reason no vendor number is 1105, 2399 or 500150: HikariCP takes these for other databases' dead connections.
 */
public enum ErrorCode {
    // 42: the statement is wrong
    SYNTAX_ERROR("42601", 1001, "Syntax error: {}", "SELECT FROM users"),
    STATEMENT_TOO_LONG("54001", 1002, "Statement has {} characters; at most {} are allowed", "a statement of 2 MB"),
    UNKNOWN_TABLE("42S02", 1003, "Table {} does not exist{}", "SELECT * FROM nope"),
    TABLE_EXISTS("42S01", 1004, "Table already exists: {}", "CREATE TABLE users (id VARCHAR PARTITION KEY), twice"),
    UNKNOWN_ATTRIBUTE("42S22", 1005, "No item of {} has an attribute {}{}", "strict=true: SELECT agee FROM users"),
    AMBIGUOUS_ATTRIBUTE(
            "42702", 1006, "Attribute {} is ambiguous: it can come from {}", "SELECT name FROM users a, users b"),
    UNKNOWN_FUNCTION("42883", 1007, "No function matches {}{}", "SELECT frob(age) FROM users"),
    WRONG_ARGUMENT_COUNT("42605", 1008, "Function {} takes {} argument(s), not {}", "SELECT UPPER('a', 'b')"),
    INVALID_ARGUMENT("42I01", 1009, "{}", "SELECT attribute_type(name, 'X') FROM users"),
    UNKNOWN_INDEX("42S12", 1010, "The table does not have the specified index: {}", "SELECT * FROM \"users\".\"nope\""),
    GROUPING_ERROR("42803", 1011, "{}", "SELECT name, COUNT(*) FROM users"),
    DUPLICATE_NAME("42701", 1012, "{} is named twice{}", "INSERT INTO users (userId, userId) VALUES ('3', '4')"),
    INVALID_ORDINAL(
            "42P10",
            1013,
            "Position {} is not in the select list, which has {} column(s)",
            "SELECT name FROM users ORDER BY 7"),
    COLUMN_COUNT_MISMATCH(
            "21S01", 1014, "{} value(s) for {} column(s)", "INSERT INTO users (userId, age) VALUES ('3')"),
    SET_OPERATION_MISMATCH("42826", 1015, "{}", "SELECT userId, age FROM users UNION SELECT userId FROM users"),
    INVALID_KEY_SCHEMA("42I02", 1016, "{}", "CREATE TABLE things (a VARCHAR SORT KEY)"),
    INVALID_TABLE_NAME(
            "42I03",
            1017,
            "Invalid table name {}: a name has 1 to 255 characters of [a-zA-Z0-9_.-]",
            "CREATE TABLE \"a b\" (id VARCHAR PARTITION KEY)"),
    INVALID_TYPE("42704", 1018, "Type {} is not known{}", "CREATE TABLE things (id FROB PARTITION KEY)"),
    TYPE_MISMATCH("42804", 1019, "{}", "SELECT name FROM users LIMIT 'x'"),
    KEY_UPDATE(
            "42I04",
            1020,
            "One or more parameter values were invalid: Cannot update attribute {}. This attribute is part of the key",
            "UPDATE users REMOVE userId"),
    PATH_OVERLAP(
            "42I05",
            1021,
            "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: {}, path two: {}",
            "UPDATE users SET a = 1, a.b = 2"),
    PATH_CONFLICT(
            "42I14",
            1034,
            "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: {}, path two: {}",
            "UPDATE users SET a[0] = 1, a.b = 2"),
    SCAN_DENIED(
            "42I06",
            1022,
            "The statement needs a scan of {}, and scan={} does not allow it; {}",
            "scan=deny: SELECT * FROM users"),
    SUBQUERY_SHAPE("42I07", 1023, "{}", "SELECT name FROM users WHERE age = (SELECT userId, age FROM users)"),
    STAR_WITHOUT_FROM("42I08", 1024, "SELECT * needs a FROM clause", "SELECT *"),
    NOT_A_QUERY("42I09", 1025, "{}", "executeQuery(\"DELETE FROM t\")"),
    AGGREGATE_MISUSE("42I10", 1026, "{}", "SELECT name FROM users WHERE COUNT(*) > 1"),
    WINDOW_ERROR("42P20", 1027, "{}", "SELECT ROW_NUMBER() FROM users"),
    INVALID_OPTION("42I11", 1028, "{}", "CREATE TABLE things (id VARCHAR PARTITION KEY) WITH (nonsense = 1)"),
    INVALID_PATH(
            "42I12",
            1029,
            "The document path provided in the update expression is invalid for update: {}",
            "UPDATE users SET name.first = 'Ann' WHERE userId = '1'"),
    UNKNOWN_RELATION_ALIAS("42P01", 1030, "{} is not a table or alias of this query", "SELECT x.age FROM users u"),
    INVALID_VIEW("42I30", 1050, "{}", "CREATE VIEW young AS SELECT name FROM users WHERE age < ?"),
    VIEW_RECURSION(
            "42P19", 1051, "View {} would read itself{}", "a view that is replaced by a query of a view that reads it"),
    VIEW_BROKEN("42I31", 1052, "View {} no longer works: {}", "a view that was restored without its table"),
    NOT_A_TABLE("42809", 1053, "{} is {}", "DROP VIEW users"),
    VIEW_NOT_UPDATABLE("42I32", 1054, "Rows of view {} cannot be changed: {}", "an UPDATE of a view with GROUP BY"),
    VIEW_CHECK(
            "44000",
            1055,
            "View {} would not show the row {}, as it does not meet the WHERE of the view",
            "a row with age 3, inserted through a view WHERE age > 18"),
    VIEW_DEPENDS(
            "2BP01",
            1056,
            "{} cannot be dropped while views read it: {}; CASCADE drops these as well",
            "a table that a view reads, dropped"),
    VIEW_NEEDED(
            "2BP01",
            1058,
            "View {} cannot be replaced like this, as views that read it would no longer work: {} ({})",
            "a view that another view reads, replaced by one without its columns"),
    DISTINCT_ON_ORDER("42P10", 1057, "{}", "SELECT DISTINCT ON (age) name FROM users ORDER BY name"),
    UNDECLARED_COLUMN("42S22", 1031, "Table {} declares no column {}{}", "ALTER TABLE users DROP COLUMN nope"),
    INVALID_INDEX(
            "42I13", 1032, "One or more parameter values were invalid: {}", "CREATE INDEX by_city ON users (city)"),
    INDEX_EXISTS(
            "42S11",
            1033,
            "Attempting to create an index which already exists: {}",
            "CREATE INDEX by_age ON users (age), twice"),
    STATEMENT_MALFORMED(
            "42601",
            1040,
            "Statement wasn't well formed, can't be processed: {}",
            "dialect=dynamodb: SELECT * FORM users"),
    STATEMENT_REFUSED("42I21", 1041, "{}", "dialect=dynamodb: SELECT COUNT(*) FROM users"),
    EXISTS_MISPLACED("42I22", 1043, "{}", "dialect=dynamodb: EXISTS(SELECT * FROM users WHERE userId = '1')"),
    KEY_CONDITION("42I23", 1044, "{}", "dialect=dynamodb: DELETE FROM users WHERE age = 1"),
    RESOURCE_NOT_FOUND("42S02", 1042, "Requested resource not found", "dialect=dynamodb: SELECT * FROM nope"),

    // 07: parameters
    PARAMETER_NOT_SET(
            "07001",
            1101,
            "Parameter {} has no value; the statement has {} parameter(s)",
            "executeQuery() before setString(1, …)"),
    INVALID_PARAMETER_INDEX(
            "07009", 1102, "Parameter index {} is out of range; the statement has {} parameter(s)", "setString(3, …)"),
    INVALID_COLUMN_INDEX("07009", 1103, "Column index {} is out of range; the result has {} column(s)", "getString(9)"),
    UNKNOWN_COLUMN_LABEL("42S23", 1104, "The result has no column {}; it has {}", "getString(\"nope\")"),
    UNSUPPORTED_PARAMETER_TYPE(
            "07006", 1106, "A value of class {} cannot be a parameter; {}", "setObject(1, new Thread())"),

    // 22: a value is wrong
    NUMBER_OVERFLOW(
            "22003",
            1201,
            "Number overflow. Attempting to store a number with magnitude larger than supported range{}",
            "INSERT INTO users VALUE {'userId': '3', 'n': 1e126}"),
    NUMBER_UNDERFLOW(
            "22I01",
            1202,
            "Number underflow. Attempting to store a number with magnitude smaller than supported range{}",
            "INSERT INTO users VALUE {'userId': '3', 'n': 1e-131}"),
    NUMBER_PRECISION(
            "22I02",
            1203,
            "Attempting to store more than 38 significant digits in a Number{}",
            "INSERT INTO users VALUE {'userId': '3', 'n': 123456789012345678901234567890123456789}"),
    NOT_A_NUMBER("22I03", 1204, "The parameter cannot be converted to a numeric value: {}", "{\"N\": \"abc\"}"),
    DIVISION_BY_ZERO("22012", 1205, "Division by zero", "SELECT 1 / 0"),
    FUNCTION_ARGUMENT("22023", 1241, "{}", "SELECT SQRT(-1)"),
    CAST_FAILED("22018", 1206, "Cannot convert {} to {}", "SELECT CAST('abc' AS INTEGER)"),
    CAST_OUT_OF_RANGE("22003", 1242, "{} is out of the range of {}", "SELECT CAST(300 AS TINYINT)"),
    INVALID_DATETIME("22007", 1207, "{} is not a {}; expected {}", "SELECT DATE '2024-13-01'"),
    EMPTY_SET(
            "22I04",
            1208,
            "One or more parameter values were invalid: {}",
            "INSERT INTO users VALUE {'userId': '3', 'tags': <<>>}"),
    DUPLICATE_SET_MEMBER(
            "22I05",
            1209,
            "One or more parameter values were invalid: Input collection {} contains duplicates.",
            "INSERT INTO users VALUE {'userId': '3', 'tags': <<'a', 'a'>>}"),
    NESTING_TOO_DEEP(
            "22I06",
            1210,
            "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
            "33 nested lists"),
    ITEM_TOO_LARGE("22I07", 1211, "Item size has exceeded the maximum allowed size", "an item of more than 400 KB"),
    UPDATED_ITEM_TOO_LARGE(
            "22I08",
            1212,
            "Item size to update has exceeded the maximum allowed size",
            "an update that makes an item larger than 400 KB"),
    KEY_TYPE_MISMATCH(
            "22I09",
            1213,
            "One or more parameter values were invalid: Type mismatch for key {} expected: {} actual: {}",
            "INSERT INTO users VALUE {'userId': TRUE}"),
    KEY_SCHEMA_MISMATCH(
            "22I10", 1214, "The provided key element does not match the schema", "a GetItem without the sort key"),
    KEY_EMPTY(
            "22I11",
            1215,
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty {} value. Key: {}",
            "INSERT INTO users VALUE {'userId': ''}"),
    KEY_TOO_LONG("22I12", 1216, "One or more parameter values were invalid: {}", "a partition key of 2049 bytes"),
    INVALID_OPERAND_TYPE(
            "22I13",
            1217,
            "An operand in the update expression has an incorrect data type{}",
            "UPDATE users SET name = name + 1"),
    OPERAND_TYPE(
            "22I14",
            1218,
            "Incorrect operand type for operator or function; operator or function: {}, operand type: {}",
            "begins_with(a, 5)"),
    MISSING_OPERAND(
            "22I15",
            1219,
            "The provided expression refers to an attribute that does not exist in the item{}",
            "UPDATE users SET age = nope + 1"),
    COPY_RECORD(
            "22I40",
            1240,
            "Line {} of {} cannot be loaded: {}; {} record(s) before it are loaded. With rejected = 'file', COPY writes such"
                    + " records down and goes on",
            "a line that is no JSON, in a file that COPY reads"),
    MALFORMED_CSV(
            "22P04",
            1245,
            "A record of the CSV file is malformed: {}",
            "a quote that is never closed, in a CSV file's header"),
    INVALID_JSON(
            "22032",
            1220,
            "The text is not a JSON object: {}",
            "the text { bound to the ? of INSERT INTO users VALUE ?"),
    INVALID_ATTRIBUTE_NAME("22I16", 1221, "Invalid attribute name {}: {}", "an attribute with an empty name"),
    CONVERSION_UNSUPPORTED("22005", 1222, "Column {}: a value of type {} cannot be read as {}", "getInt on a map"),
    VALUE_OUT_OF_RANGE("22I17", 1223, "Column {}: {} does not fit into {}", "getInt on 3000000000"),
    INVALID_START_KEY("22I18", 1224, "The provided starting key is invalid{}", "a start key of another table"),
    NEGATIVE_LIMIT(
            "2201W",
            1225,
            "LIMIT and OFFSET must not be negative, but the value is {}",
            "SELECT name FROM users LIMIT -1"),
    INVALID_BETWEEN(
            "22I19",
            1226,
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: {}, upper bound operand: {}",
            "the item API's BETWEEN 2 AND 1"),
    INVALID_ESCAPE(
            "22025",
            1227,
            "Invalid escape in LIKE pattern {}",
            "SELECT name FROM users WHERE name LIKE 'a!' ESCAPE '!'"),
    INVALID_REGEX(
            "2201B", 1228, "Invalid regular expression {}: {}", "SELECT REGEXP_REPLACE(name, '(', '') FROM users"),
    SUBSTRING_ERROR("22011", 1229, "SUBSTRING with a negative length: {}", "SELECT SUBSTRING('abc', 1, -1)"),
    CARDINALITY_VIOLATION(
            "21000", 1230, "A scalar sub-query returned more than one row", "SELECT (SELECT userId FROM users)"),
    INVALID_REQUEST("22I20", 1231, "{}", "a query with a limit of 0"),
    INDEX_KEY_TYPE_MISMATCH(
            "22I21",
            1232,
            "One or more parameter values were invalid: Type mismatch for Index Key {} Expected: {} Actual: {} IndexName: {}",
            "a number for an attribute that is a text in the key of an index"),
    INDEX_KEY_EMPTY(
            "22I22",
            1233,
            "One or more parameter values are not valid. {} The AttributeValue for a key attribute cannot contain an empty {} value.{}",
            "an empty text for an attribute in the key of an index"),
    INDEX_KEY_UPDATE(
            "22I23",
            1234,
            "The update expression attempted to update the secondary index key to unsupported type{}",
            "SET city = age, where city is a text in the key of an index"),
    INVALID_TEXT(
            "22021",
            1260,
            "A text cannot be stored as UTF-8: half a surrogate pair at character {}",
            "a text that was cut inside an emoji"),

    // 23: integrity
    DUPLICATE_KEY(
            "23505",
            1301,
            "Duplicate primary key exists in table {}: {}",
            "INSERT INTO users VALUE {'userId': '1'}, twice"),
    KEY_MISSING(
            "23502",
            1302,
            "One or more parameter values were invalid: Missing the key {} in the item",
            "INSERT INTO users VALUE {'name': 'x'}"),
    ITEM_KEY_MISSING(
            "23502",
            1305,
            "Key attribute should be present in the item: Key {}",
            "dialect=dynamodb: INSERT INTO users VALUE {'name': 'x'}"),
    DUPLICATE_ITEM(
            "23505",
            1304,
            "Duplicate primary key exists in table",
            "dialect=dynamodb: INSERT INTO users VALUE {'userId': '1'}, twice"),
    CONDITION_FAILED(
            "23I01", 1303, "The conditional request failed", "a put with attribute_not_exists on an existing item"),

    // 25, 40, 53, 54, 57: state, resources, limits
    READ_ONLY("25006", 1401, "{} is not allowed: {}", "readOnly=true: DELETE FROM users"),
    WRITE_CONFLICT("40001", 1402, "The item was changed by another writer: {}", "two transactions that write one item"),
    MEMORY_EXCEEDED(
            "53200",
            1403,
            "{} needs more than the {} bytes that memory= allows this statement",
            "memory=1MB: ORDER BY over a large table"),
    HEAP_EXHAUSTED(
            "53I01",
            1445,
            "The heap of {} MB is too small for the store in {}: {}; give the process more, or set checkpointMegabytes"
                    + " and cacheMegabytes lower",
            "a heap of 20 MB beside large batches"),
    LIMIT_EXCEEDED("54000", 1404, "{}", "26 writes in one BatchWrite"),
    SCAN_LIMIT_EXCEEDED(
            "54I01",
            1405,
            "The statement has examined more than the {} items that scan=limit:{} allows",
            "scan=limit:1: SELECT name FROM users"),
    CANCELLED("57014", 1406, "The statement was cancelled", "Statement.cancel()"),
    TIMEOUT("57I01", 1407, "The statement ran longer than its timeout of {} ms", "setQueryTimeout(1)"),
    STORE_CLOSED("57P01", 1408, "The store {} is closed", "a statement after SHUTDOWN"),
    STORE_IN_USE(
            "55006",
            1409,
            "The store in {} is open in another process ({}); close it there first",
            "two processes on one directory"),
    STORE_OPTION_CONFLICT(
            "55I01",
            1410,
            "The store {} is open with {}={}; {} was asked for",
            "a second connection with another durability"),
    TABLE_IN_USE(
            "55I02",
            1411,
            "Table {} is being changed by another statement",
            "two connections that drop one table at the same moment"),
    INDEX_NOT_READY(
            "55I03",
            1413,
            "Cannot read from backfilling global secondary index: {}",
            "a query on an index that is still being built"),
    TRANSACTION_CONFLICT(
            "40001",
            1420,
            "The transaction was rolled back because of a conflict: {}; run it again",
            "two transactions that write one item"),
    TRANSACTION_CANCELLED(
            "40I01",
            1421,
            "Transaction cancelled, please refer cancellation reasons for specific reasons {}",
            "an atomic batch with a condition that fails"),
    TRANSACTION_TOO_LARGE(
            "54I03",
            1422,
            "The open transactions need more than the {} megabytes that transactionMegabytes= allows; commit more often",
            "a million large rows between two commits"),
    COLLECTION_TOO_LARGE(
            "54I04",
            1434,
            "Collection size exceeded{}",
            "a write beyond collectionMegabytes in a table with a local index"),
    TRANSACTION_IN_PROGRESS(
            "55I04",
            1423,
            "The transaction with the given request token is already in progress",
            "one client token twice at the same moment"),
    TRANSACTION_ENDED("25000", 1424, "The transaction has ended", "a write after commit"),
    NO_TRANSACTION(
            "25P01",
            1426,
            "{} needs a transaction, but the connection is in auto-commit mode",
            "commit() without setAutoCommit(false)"),
    TRANSACTION_ACTIVE(
            "25001",
            1427,
            "{} is not possible in the middle of a transaction; commit or roll back first",
            "setTransactionIsolation after the first statement"),
    INVALID_SAVEPOINT("3B001", 1428, "{} cannot be used: {}", "rollback to a savepoint of another transaction"),
    TOKEN_REUSED(
            "22I24",
            1425,
            "The request uses the same client token as a previous, but non-identical request",
            "one client token for two transactions"),
    VIEW_EXPIRED(
            "57I02",
            1440,
            "The statement has held its view of the store for more than viewAgeSeconds={} and lost it; run it again, or"
                    + " open the store with a larger value",
            "a result that is left open for hours"),
    STATEMENT_TOO_DEEP(
            "54I02",
            1412,
            "The statement is nested too deeply for the stack of this thread",
            "half a million brackets"),

    FILES_NOT_ALLOWED(
            "42501",
            1441,
            "{} is not allowed: {}",
            "BACKUP TO '/backups/today' without allow=files:/backups where the store is opened"),

    // 58, XX: the machine, the files
    IO_ERROR("58030", 1501, "I/O error on {}: {}", "the disk is full"),
    NOT_A_STORE("58I01", 1502, "{} is not an ItemQL store: {}", "jdbc:itemql:file:/etc"),
    FORMAT_TOO_NEW(
            "58I02",
            1503,
            "The store in {} has format version {}, and this driver reads up to version {}; use a newer driver",
            "a store written by a later release"),
    NOT_A_BACKUP("58I03", 1442, "{} is not a complete backup: {}", "RESTORE FROM the directory of a running BACKUP"),
    COPY_REFUSED("58I05", 1444, "COPY cannot use {}: {}", "COPY users TO a file that exists"),
    BACKUP_REFUSED("58I04", 1443, "No backup can be written to {}: {}", "BACKUP TO a directory that is not empty"),
    STORE_DAMAGED("XX001", 1504, "The store in {} is damaged: {}", "a flipped bit in the journal"),
    INTERNAL_ERROR("XX000", 1505, "Internal error: {}; please report it with the statement", "a defect of ItemQL"),

    // 0A: what ItemQL does not do
    UNSUPPORTED("0AX01", 1601, "{} is not supported{}", "prepareCall"),
    TRANSACTIONS_UNSUPPORTED(
            "0AX02",
            1602,
            "Transactions over several statements are not supported by this store: {}",
            "setAutoCommit(false)"),

    // 08, 24, HY: connections and objects
    INVALID_URL("08001", 1701, "Invalid URL {}: {}", "jdbc:itemql:nope:x"),
    UNKNOWN_OPTION("08I01", 1702, "Unknown option {} in the URL; known options are {}", "jdbc:itemql:mem:x?colour=red"),
    INVALID_OPTION_VALUE("08I02", 1703, "Option {} cannot be {}: {}", "jdbc:itemql:mem:x?scan=maybe"),
    NETWORK_TIMEOUT(
            "08006",
            1712,
            "The connection was closed: a request took longer than its network timeout of {} ms",
            "setNetworkTimeout(executor, 10) before a long query"),
    CONNECTION_CLOSED("08003", 1704, "The connection is closed", "createStatement() after close()"),
    STATEMENT_CLOSED("HY010", 1705, "The statement is closed", "executeQuery() after close()"),
    RESULT_SET_CLOSED("24000", 1706, "The result set is closed", "getString(1) after close()"),
    NO_CURRENT_ROW("24I01", 1707, "The result set is not on a row; call next() first", "getString(1) before next()"),
    INVALID_JDBC_ARGUMENT("HY024", 1708, "{}", "setFetchSize(-1)"),
    BATCH_HAS_RESULT("HY025", 1709, "A statement that returns rows cannot be in a batch: {}", "addBatch(\"SELECT 1\")"),
    ROW_DELETED(
            "24I02", 1710, "The item of this row was deleted, and the row with it", "updateRow() after deleteRow()"),
    ROW_UNCERTAIN(
            "24I03",
            1711,
            "The key of this row was changed here, and a rollback came after that; read the row with a new query",
            "updateRow() with a new key, rollback(), deleteRow()");

    private final String sqlState;
    private final int vendorCode;
    private final String template;
    private final String example;

    ErrorCode(String sqlState, int vendorCode, String template, String example) {
        this.sqlState = sqlState;
        this.vendorCode = vendorCode;
        this.template = template;
        this.example = example;
    }

    /** The five characters that JDBC clients look at. */
    public String sqlState() {
        return sqlState;
    }

    /** A number that is unique to this code; JDBC's vendor code. */
    public int vendorCode() {
        return vendorCode;
    }

    /** The message with {@code {}} where an argument goes. */
    public String template() {
        return template;
    }

    /** One situation, or statement, that fails in this way. */
    public String example() {
        return example;
    }

    /**
     * The message with its arguments filled in.
     *
     * @throws IllegalArgumentException if the number of arguments is not the number of {@code {}} in the template
     */
    public String format(Object... arguments) {
        StringBuilder text = new StringBuilder(template.length() + 32);
        int from = 0;
        for (Object argument : arguments) {
            int hole = template.indexOf("{}", from);
            if (hole < 0) {
                throw new IllegalArgumentException(name() + " takes fewer than " + arguments.length + " arguments");
            }
            text.append(template, from, hole).append(argument);
            from = hole + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException(name() + " takes more than " + arguments.length + " arguments");
        }
        return text.append(template, from, template.length()).toString();
    }
}
