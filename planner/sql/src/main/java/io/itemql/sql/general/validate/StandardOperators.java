package io.itemql.sql.general.validate;

import io.itemql.sql.ast.CommonOperators;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Puts Calcite's operators, which the validator knows, into the place of the parser's. */
final class StandardOperators extends SqlBasicVisitor<Void> {
    private StandardOperators() {}

    /** Changes a bound query. */
    static void putInto(SqlNode query) {
        query.accept(new StandardOperators());
    }

    @Override
    public Void visit(SqlCall call) {
        if (call instanceof SqlBasicCall basic) {
            basic.setOperator(CommonOperators.standard(basic.getOperator()));
        }
        return super.visit(call);
    }
}
