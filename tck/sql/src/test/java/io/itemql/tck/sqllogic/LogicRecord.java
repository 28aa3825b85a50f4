package io.itemql.tck.sqllogic;

import java.util.List;

/**
 * One record of a script: a statement, or a query with what it has to answer.
 *
 * @param line where it begins
 * @param types a letter for each column: I whole number, R number with three digits behind the point, T text; empty for a
 *     statement
 * @param sort how the values are sorted before they are compared: {@code nosort}, {@code rowsort} or {@code valuesort}
 * @param fails a statement that has to fail
 * @param expected the values one a line, or a single line {@code N values hashing to MD5}
 */
record LogicRecord(int line, String sql, String types, String sort, boolean fails, List<String> expected) {
    boolean isQuery() {
        return !types.isEmpty();
    }
}
