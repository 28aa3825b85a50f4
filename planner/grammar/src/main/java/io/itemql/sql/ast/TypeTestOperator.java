package io.itemql.sql.ast;

import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlPostfixOperator;

/**
 * The postfix operator {@code IS [NOT] MISSING} or {@code IS [NOT] <type>}; it binds as {@code IS NULL} does and
 * is never unknown. One instance per test and negation, from {@link ItemOperators#isType}.
 */
public final class TypeTestOperator extends SqlPostfixOperator {
    /** As Calcite's IS NULL. */
    private static final int PRECEDENCE = 28;

    private final TypeTest test;
    private final boolean negated;

    TypeTestOperator(TypeTest test, boolean negated) {
        super((negated ? "IS NOT " : "IS ") + test.name(), SqlKind.OTHER, PRECEDENCE, null, null, null);
        this.test = test;
        this.negated = negated;
    }

    /** The question asked. */
    public TypeTest test() {
        return test;
    }

    /** Whether it is asked with NOT. */
    public boolean negated() {
        return negated;
    }
}
