package io.itemql.sql.ast;

import java.util.Locale;
import java.util.OptionalInt;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The name of a column's type with its arguments, as written: {@code VARCHAR(20)}, {@code DOUBLE PRECISION},
 * {@code BIT(1)}, {@code TEXT}, {@code TIMESTAMP(3) WITH TIME ZONE}. The parser takes any word; which words
 * mean a type is decided where tables are made.
 */
public final class WrittenType extends ItemCall {
    private static final Syntax SYNTAX = new Syntax("WRITTEN_TYPE", SqlKind.OTHER, (pos, o) -> new WrittenType(pos, o));

    public WrittenType(SqlParserPos pos, String name, SqlNodeList arguments) {
        super(SYNTAX, pos, new SqlIdentifier(name, pos), arguments);
    }

    private WrittenType(SqlParserPos pos, SqlNode[] operands) {
        super(SYNTAX, pos, operands);
    }

    /** The name in upper case, several words separated by one space: {@code DOUBLE PRECISION}. */
    public String name() {
        return identifier(0).getSimple().toUpperCase(Locale.ROOT);
    }

    /** What stands in the parentheses: numbers, or words as in {@code VARCHAR(MAX)}; may be empty. */
    public SqlNodeList arguments() {
        return list(1);
    }

    /** Returns the i-th argument, from 0, if it is there and a number. */
    public OptionalInt intArgument(int index) {
        if (index < arguments().size() && arguments().get(index) instanceof TypeSize size) {
            return OptionalInt.of(size.value());
        }
        return OptionalInt.empty();
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        String name = name();
        int zone = name.indexOf(" WITH ");
        int array = name.indexOf(" ARRAY");
        int end = zone >= 0 ? zone : array >= 0 ? array : name.length();
        writer.keyword(name.substring(0, end));
        if (!arguments().isEmpty()) {
            unparseList(writer, "(", arguments(), ")");
        }
        if (end < name.length()) {
            writer.keyword(name.substring(end + 1));
        }
    }
}
