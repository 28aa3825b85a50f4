package io.itemql.sql.general.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;

/** What a column of a result is called that the statement gives no name: the last name of its path, else its text. */
public final class Labels {
    private Labels() {}

    /** The label of an expression of a select list. */
    public static String of(SqlNode expression) {
        SqlNode node = expression;
        while (node.getKind() == SqlKind.ITEM || node.getKind() == SqlKind.DOT) {
            SqlCall step = (SqlCall) node;
            SqlNode key = step.operand(1);
            if (key instanceof SqlIdentifier name && name.isSimple()) {
                return name.getSimple();
            }
            if (key instanceof SqlCharStringLiteral text) {
                return Literals.text(text);
            }
            node = step.operand(0);
        }
        if (node instanceof SqlIdentifier identifier && !identifier.isStar()) {
            return identifier.names.get(identifier.names.size() - 1);
        }
        return expression
                .toSqlString(writer -> writer.withDialect(AnsiSqlDialect.DEFAULT)
                        .withQuoteAllIdentifiers(false)
                        .withAlwaysUseParentheses(false)
                        .withSelectListItemsOnSeparateLines(false)
                        .withUpdateSetListNewline(false)
                        .withIndentation(0))
                .getSql()
                .replaceAll("\\s+", " ");
    }

    /** What a bound query calls its columns: the labels, made different where they are not. */
    static List<String> different(List<String> labels) {
        Set<String> taken = new HashSet<>();
        List<String> references = new ArrayList<>();
        for (String label : labels) {
            String reference = label;
            for (int i = 2; !taken.add(reference); i++) {
                reference = label + "#" + i;
            }
            references.add(reference);
        }
        return references;
    }
}
