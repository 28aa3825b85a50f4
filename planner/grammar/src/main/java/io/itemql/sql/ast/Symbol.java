package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A flag or a choice inside a node: a call without operands, named by what it stands for. It is no {@code SqlLiteral},
 * because making one of those loads Calcite's type system. Immutable.
 */
final class Symbol extends ItemCall {
    private final Object value;

    Symbol(Object value) {
        this(value, SqlParserPos.ZERO);
    }

    private Symbol(Object value, SqlParserPos pos) {
        super(new Syntax(value.toString(), SqlKind.OTHER, (place, operands) -> new Symbol(value, place)), pos);
        this.value = value;
    }

    /** A {@code Boolean} or an enum constant. */
    Object value() {
        return value;
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        writer.keyword(value.toString());
    }
}
