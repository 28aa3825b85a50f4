package io.itemql.sql.general.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;

/** Turns every call into a call of the same operator. Calcite's own table would rewrite some and fold others. */
final class OpaqueConvertlets implements SqlRexConvertletTable {
    @Override
    public SqlRexConvertlet get(SqlCall call) {
        return OpaqueConvertlets::convert;
    }

    private static RexNode convert(SqlRexContext context, SqlCall call) {
        if (call.getKind() == SqlKind.AS) {
            return context.convertExpression(call.operand(0));
        }
        List<RexNode> operands = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            operands.add(context.convertExpression(operand));
        }
        RelDataType type = context.getValidator().getValidatedNodeTypeIfKnown(call);
        if (type == null) {
            type = context.getRexBuilder().deriveReturnType(call.getOperator(), operands);
        }
        // An AND of ANDs is one AND, which filters insist on.
        return context.getRexBuilder()
                .makeCall(type, call.getOperator(), RexUtil.flatten(operands, call.getOperator()));
    }
}
