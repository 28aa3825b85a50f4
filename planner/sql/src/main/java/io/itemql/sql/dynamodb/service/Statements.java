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
        return StatementChecker.check(parsed(text), parameters);
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
        TableInfo table;
        try {
            table = view.table(name);
        } catch (ItemException e) {
            throw e.code() == ErrorCode.UNKNOWN_TABLE ? ItemException.causedBy(e, ErrorCode.RESOURCE_NOT_FOUND) : e;
        }
        // The service has no views.
        if (table.definition().view().isPresent()) {
            throw new ItemException(ErrorCode.RESOURCE_NOT_FOUND);
        }
        return table;
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
