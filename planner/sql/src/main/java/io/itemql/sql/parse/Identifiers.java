package io.itemql.sql.parse;

import io.itemql.error.ItemException;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Names as statements write them. Stateless. */
public final class Identifiers {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** A statement with a name in the usual places. */
    private static final String PLACES = "SELECT %1$s FROM %1$s WHERE %1$s = 1 ORDER BY %1$s";

    private static final int PLACES_COUNT = 4;

    private Identifiers() {}

    /** Whether a name needs no quotes, wherever it stands: it has letters, digits and underscores, and is no word of SQL. */
    public static boolean isPlain(String name) {
        if (!PLAIN.matcher(name).matches()) {
            return false;
        }
        SqlNode statement;
        try {
            statement = StatementParser.parse(PLACES.formatted(name));
        } catch (ItemException e) {
            // A reserved word: the answer, not a fault.
            return false;
        }
        int[] found = {0};
        statement.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier identifier) {
                found[0] += identifier.isSimple() && identifier.getSimple().equals(name) ? 1 : 0;
                return null;
            }
        });
        return found[0] == PLACES_COUNT;
    }

    /** A name in quotes. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
