package io.itemql.sql.parse;

import io.itemql.plan.expression.Place;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Where the parts of a statement stand: {@code Places.of(node).in(failure)} is the failure with its place. */
public final class Places {
    private Places() {}

    public static Place of(SqlNode node) {
        return of(node.getParserPosition());
    }

    /** The place of a position; {@link Place#UNKNOWN} for what stands in no statement. */
    public static Place of(SqlParserPos position) {
        return Place.of(position.getLineNum(), position.getColumnNum());
    }
}
