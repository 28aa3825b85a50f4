package io.itemql.sql.ast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.util.NlsString;

/**
 * A document path such as {@code a.b[0]."c"['d'].e} as a list of steps, read from what the parser makes of it:
 * an identifier of one or more names, with ITEM and DOT calls around it.
 *
 * <p>Whether the first name is an attribute, a table or an alias is not known here. Immutable.
 *
 * @param steps the steps from the outside in; the first is always an {@link Attribute}
 */
public record DocumentPath(List<Step> steps) {
    /** Copies the steps. */
    public DocumentPath {
        steps = List.copyOf(steps);
    }

    /** One step. */
    public sealed interface Step permits Attribute, Element {}

    /** The attribute of a name: {@code .name}, {@code ."name"}, {@code ['name']}. */
    public record Attribute(String name) implements Step {}

    /** The element of a list, from 0: {@code [index]}. */
    public record Element(int index) implements Step {}

    /**
     * Reads a path; empty if the node is something else, or contains a step that only a parameter or an
     * expression decides.
     */
    public static Optional<DocumentPath> of(SqlNode node) {
        Deque<Step> steps = new ArrayDeque<>();
        SqlNode rest = node;
        while (rest instanceof SqlCall call
                && (call.getKind() == SqlKind.ITEM || call.getKind() == SqlKind.DOT)
                && call.operandCount() == 2) {
            Step step = step(call.operand(1));
            if (step == null) {
                return Optional.empty();
            }
            steps.addFirst(step);
            rest = call.operand(0);
        }
        if (!(rest instanceof SqlIdentifier identifier) || identifier.isStar()) {
            return Optional.empty();
        }
        List<Step> all = new ArrayList<>();
        identifier.names.forEach(name -> all.add(new Attribute(name)));
        all.addAll(steps);
        return Optional.of(new DocumentPath(all));
    }

    private static Step step(SqlNode node) {
        if (node instanceof SqlIdentifier identifier && identifier.isSimple()) {
            return new Attribute(identifier.getSimple());
        }
        if (node instanceof SqlNumericLiteral number && number.isInteger()) {
            return element(number);
        }
        if (node instanceof SqlLiteral text && SqlKind.LITERAL == text.getKind()) {
            Object value = text.getValue();
            return value instanceof NlsString string ? new Attribute(string.getValue()) : null;
        }
        return null;
    }

    private static Element element(SqlNumericLiteral number) {
        try {
            return new Element(number.bigDecimalValue().intValueExact());
        } catch (ArithmeticException tooLarge) {
            return null;
        }
    }
}
