package io.itemql.sql.dynamodb.service;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.sql.dynamodb.access.ReadPlan;
import io.itemql.sql.dynamodb.access.Target;
import io.itemql.sql.dynamodb.access.WritePlan;
import io.itemql.sql.dynamodb.statement.CheckedStatement;
import io.itemql.sql.dynamodb.statement.ParsedStatement;
import io.itemql.sql.dynamodb.statement.StatementChecker;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From texts to plans. Remembers the statements that were read last. Safe for use by several threads. */
final class Statements {
    private static final int REMEMBERED_MAX = 256;

    private final Map<String, ParsedStatement> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ParsedStatement> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    CheckedStatement checked(String text, List<AttributeValue> parameters) {
        checkLength(text);
        return StatementChecker.check(parsed(text), parameters);
    }

    private static void checkLength(String text) {
        if (text.isEmpty()) {
            throw refused(
                    "1 validation error detected: Value '' at 'statement' failed to satisfy constraint: Member must"
                            + " have length greater than or equal to 1");
        }
        if (text.length() > ParsedStatement.LENGTH_MAX) {
            throw refused(
                    "1 validation error detected: Value '" + text + "' at 'statement' failed to satisfy constraint:"
                            + " Member must have length less than or equal to " + ParsedStatement.LENGTH_MAX);
        }
    }

    static ItemException refused(String text) {
        return new ItemException(ErrorCode.STATEMENT_REFUSED, text);
    }

    private ParsedStatement parsed(String text) {
        synchronized (remembered) {
            ParsedStatement known = remembered.get(text);
            if (known != null) {
                return known;
            }
        }
        ParsedStatement parsed = ParsedStatement.of(text);
        synchronized (remembered) {
            remembered.put(text, parsed);
        }
        return parsed;
    }

    static TableInfo table(ReadView view, String name) {
        try {
            return view.table(name);
        } catch (ItemException e) {
            throw e.code() == ErrorCode.UNKNOWN_TABLE ? ItemException.causedBy(e, ErrorCode.RESOURCE_NOT_FOUND) : e;
        }
    }

    static ReadPlan read(CheckedStatement.Select query, ReadView view, boolean consistent) {
        Target target = new Target(table(view, query.table()), query.index());
        target.checkConsistent(consistent);
        return ReadPlan.of(query, target);
    }

    static WritePlan write(CheckedStatement statement, ReadView view) {
        return WritePlan.of(statement, table(view, statement.table()));
    }
}
