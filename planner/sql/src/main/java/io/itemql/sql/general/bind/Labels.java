package io.itemql.sql.general.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;

/** What a column of a result is called that the statement gives no name: the last name of its path, else its text. */
public final class Labels {
    private Labels() {}

    /** How an expression is written; by itself, because a dialect loads the planner's types, which a look-up never needs. */
    private static final class Written {
        private static final SqlDialect DIALECT =
                new AnsiSqlDialect(AnsiSqlDialect.DEFAULT_CONTEXT.withIdentifierQuoteString("\""));
        /** Quoted text, or the frame in groups as the syntax tree has it. */
        private static final Pattern FRAME_IN_GROUPS =
                Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|RANGE (BETWEEN )?GROUPS ");
    }

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
        String text = expression
                .toSqlString(writer -> writer.withDialect(Written.DIALECT)
                        .withQuoteAllIdentifiers(false)
                        .withAlwaysUseParentheses(false)
                        .withSelectListItemsOnSeparateLines(false)
                        .withUpdateSetListNewline(false)
                        .withIndentation(0))
                .getSql()
                .replaceAll("\\s+", " ");
        return Written.FRAME_IN_GROUPS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(framed(found)));
    }

    private static String framed(MatchResult found) {
        boolean quoted = found.group().charAt(0) != 'R';
        return quoted ? found.group() : "GROUPS " + Objects.requireNonNullElse(found.group(1), "");
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
