package io.itemql.sql.ast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of these operators is written and binds as the one that Calcite has under the same name. */
class CommonOperatorsTest {
    static Stream<Field> operators() {
        return Arrays.stream(CommonOperators.class.getFields());
    }

    @Test
    void thereAreSome() {
        assertTrue(operators().count() >= 25);
    }

    @ParameterizedTest
    @MethodSource("operators")
    void isLikeTheOneOfCalcite(Field field) throws ReflectiveOperationException {
        SqlOperator ours = (SqlOperator) field.get(null);
        SqlOperator theirs = (SqlOperator)
                SqlStdOperatorTable.class.getField(field.getName()).get(null);
        assertNotSame(theirs, ours);
        assertEquals(theirs, CommonOperators.standard(ours));
        assertEquals(theirs.getName(), ours.getName());
        assertEquals(theirs.getKind(), ours.getKind());
        assertEquals(theirs.getSyntax(), ours.getSyntax());
        assertEquals(theirs.getLeftPrec(), ours.getLeftPrec());
        assertEquals(theirs.getRightPrec(), ours.getRightPrec());
    }
}
