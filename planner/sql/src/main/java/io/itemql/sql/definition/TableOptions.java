package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.ast.TableOption;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import io.itemql.sql.table.StatementTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** The options behind WITH: which there are, and which values they take. They stay with the table. */
final class TableOptions {
    private static final Map<String, List<String>> KNOWN = known();

    private TableOptions() {}

    /** Values by option; an empty list where any name of an attribute may stand. */
    private static Map<String, List<String>> known() {
        Map<String, List<String>> options = new TreeMap<>();
        options.put("billing_mode", List.of("PAY_PER_REQUEST", "PROVISIONED"));
        options.put("stream", List.of("KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "NONE"));
        options.put("ttl", List.of());
        return options;
    }

    /**
     * The options of a statement by lower-case name.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_OPTION}
     */
    static Map<String, String> of(SqlNodeList nodes, StatementTables tables) {
        Map<String, String> options = new LinkedHashMap<>();
        for (SqlNode node : nodes) {
            TableOption option = (TableOption) node;
            try {
                String name = option.name().toLowerCase(Locale.ROOT);
                if (options.put(name, value(name, option)) != null) {
                    throw new ItemException(ErrorCode.INVALID_OPTION, "Option " + name + " is given twice");
                }
                if (!name.equals("billing_mode")) {
                    tables.warn("Option " + name + " is kept with the table; it has no effect in this version");
                }
            } catch (ItemException e) {
                throw Places.of(node).in(e);
            }
        }
        return options;
    }

    private static String value(String name, TableOption option) {
        List<String> values = KNOWN.get(name);
        if (values == null) {
            throw new ItemException(
                    ErrorCode.INVALID_OPTION,
                    "Unknown option " + option.name() + "; known options are " + String.join(", ", KNOWN.keySet())
                            + NearestNames.offer(name, KNOWN.keySet()));
        }
        String text = text(option.value());
        if (values.isEmpty()) {
            if (text.isEmpty()) {
                throw new ItemException(ErrorCode.INVALID_OPTION, "Option " + name + " needs the name of an attribute");
            }
            return text;
        }
        String upper = text.toUpperCase(Locale.ROOT);
        if (!values.contains(upper)) {
            throw new ItemException(
                    ErrorCode.INVALID_OPTION,
                    "Option " + name + " cannot be '" + text + "'; it is one of " + String.join(", ", values));
        }
        return upper;
    }

    private static String text(SqlNode value) {
        if (value instanceof SqlIdentifier identifier && identifier.isSimple()) {
            return identifier.getSimple();
        }
        String text = value instanceof SqlLiteral literal ? literal.toValue() : null;
        if (text == null) {
            throw new ItemException(ErrorCode.INVALID_OPTION, "The value of an option is a literal, not " + value);
        }
        return text;
    }
}
