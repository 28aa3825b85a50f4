package io.itemql.tck.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.tck.oracle.NaiveResult;
import io.itemql.tck.oracle.NaiveSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The second opinion: applies every change to a naive session as well, and has it answer every query that it can read.
 * Used by one thread at a time.
 */
public final class Judge {
    private static final Pattern QUERY = Pattern.compile("\\s*\\(*\\s*(SELECT|WITH|VALUES)\\b.*", flags());
    private static final Pattern CHANGE = Pattern.compile(
            "\\s*(CREATE|DROP|INSERT|UPSERT|REPLACE|UPDATE|DELETE|ALTER|TRUNCATE|ROLLBACK)\\b.*", flags());
    private static final Pattern WRITTEN_TABLE =
            Pattern.compile("\\s*(?:\\w+\\s+INTO|UPDATE|DELETE\\s+FROM)\\s+\"?([\\w.-]+)\"?.*", flags());

    private final NaiveSession session = new NaiveSession();
    private final List<String> unjudged = new ArrayList<>();
    private int judged;

    private static int flags() {
        return Pattern.DOTALL | Pattern.CASE_INSENSITIVE;
    }

    /** How many answers have been judged, of queries and of changes. */
    public int judged() {
        return judged;
    }

    /** The queries and changes that the naive evaluator could not read, each with the reason. */
    public List<String> unjudged() {
        return List.copyOf(unjudged);
    }

    /**
     * Looks at one statement and what it answered.
     *
     * @return what is wrong with the answer; empty if nothing is, or if this cannot be told
     */
    Optional<String> difference(String sql, List<AttributeValue> parameters, Answer answer) {
        if (answer.failure().isPresent()) {
            return Optional.empty();
        }
        try {
            if (QUERY.matcher(sql).matches()) {
                return query(sql, parameters, answer);
            }
            return CHANGE.matcher(sql).matches() ? change(sql, parameters, answer) : Optional.empty();
        } catch (ItemException e) {
            boolean unread = e.code() == ErrorCode.UNSUPPORTED || e.code() == ErrorCode.UNKNOWN_TABLE;
            if (CHANGE.matcher(sql).matches()) {
                lose(sql);
            }
            if (unread) {
                unjudged.add(sql.strip() + " -- " + e.getMessage());
                return Optional.empty();
            }
            return Optional.of("the naive evaluator fails with " + e.code() + ": " + e.getMessage());
        }
    }

    /** Passes over a statement; what it changes is no longer followed. */
    void skip(String sql) {
        unjudged.add(sql.strip() + " -- the script says so");
        if (CHANGE.matcher(sql).matches()) {
            lose(sql);
        }
    }

    private Optional<String> query(String sql, List<AttributeValue> parameters, Answer answer) {
        NaiveResult expected = session.database().query(sql, parameters);
        if (answer.values().size() != answer.rows().size()) {
            unjudged.add(sql.strip() + " -- values of other types");
            return Optional.empty();
        }
        judged++;
        if (answer.columns().size() != expected.labels().size()) {
            return Optional.of(
                    "the naive evaluator has columns " + expected.labels() + ", the answer has " + answer.columns());
        }
        return expected.difference(answer.values()).map(text -> "the naive evaluator: " + text);
    }

    private Optional<String> change(String sql, List<AttributeValue> parameters, Answer answer) {
        long count = session.apply(sql, parameters);
        judged++;
        return count == Math.max(answer.updateCount(), 0) || !answer.columns().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the naive evaluator changes " + count + " items, the answer says " + answer.updateCount());
    }

    /** Stops following what a statement has changed in a way that the naive evaluator does not know. */
    private void lose(String sql) {
        Matcher table = WRITTEN_TABLE.matcher(sql);
        if (table.matches() && session.followed().contains(table.group(1))) {
            session.forget(table.group(1));
        } else if (table.matches()
                || !sql.strip().toUpperCase(Locale.ROOT).matches("(?s)CREATE\\s+(?!TABLE).*|DROP\\s+(?!TABLE).*")) {
            session.forgetAll();
        }
    }
}
