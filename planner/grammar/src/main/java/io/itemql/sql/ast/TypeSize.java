package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The number in {@code VARCHAR(20)}: a call without operands. It is no {@code SqlLiteral}, because making one of those
 * loads Calcite's type system. Immutable.
 */
public final class TypeSize extends ItemCall {
    /** All numbers of so many digits are {@code int}s. */
    private static final int DIGITS_MAX = 9;

    private final String digits;

    /** @param digits as they are written */
    public TypeSize(SqlParserPos pos, String digits) {
        super(new Syntax(digits, SqlKind.OTHER, (place, operands) -> new TypeSize(place, digits)), pos);
        this.digits = digits;
    }

    /** The number; the largest one if it is larger than that. */
    int value() {
        return digits.length() > DIGITS_MAX ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.literal(digits);
    }
}
