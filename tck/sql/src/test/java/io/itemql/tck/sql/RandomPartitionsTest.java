package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.tck.oracle.NaiveResult;
import io.itemql.tck.oracle.NaiveSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A question asked in several ways has one answer, with key access and without, and it is the naive evaluator's where
 * that knows the statement. {@code -Dseed=} repeats a run, {@code -Dlogic.statements=} makes it longer.
 */
class RandomPartitionsTest {
    private static final int QUESTIONS_PER_TABLE = 40;
    private static final int DIFFERENCES_SHOWN = 20;

    /** Errors that depend on values, which one way of asking may meet and another not. */
    private static final List<Integer> OF_VALUES =
            List.of(ErrorCode.NUMBER_OVERFLOW.vendorCode(), ErrorCode.DIVISION_BY_ZERO.vendorCode());

    private final List<String> differences = new ArrayList<>();
    private int executed;
    private int judged;

    @Test
    void everyWayOfAskingGivesTheSameRows() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RandomPartitionsTest: -Dseed=" + seed);
        int statements = Integer.getInteger("logic.statements", 800);
        for (int i = 0; executed < statements; i++) {
            runTables(new RandomPartitions(seed + i), "seed " + (seed + i));
        }
        System.out.println("RandomPartitionsTest: " + executed + " statements, " + judged
                + " judged by the naive evaluator too, " + differences.size() + " differences");
        assertEquals(
                "",
                String.join("\n\n", differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size()))),
                differences.size() + " differences; -Dseed=" + seed + "\n");
        assertTrue(judged > executed / 10, "only " + judged + " of " + executed + " were judged");
    }

    private void runTables(RandomPartitions random, String place) throws Exception {
        ConnectionSource source = ConnectionSource.of("jdbc:itemql:mem:partitions");
        StatementExecution execution = new StatementExecution(source);
        NaiveSession session = new NaiveSession();
        try (Connection planned = source.open(Map.of());
                Connection scanned = source.open(Map.of("keyAccess", "false"))) {
            for (String statement : random.tables()) {
                Optional<SQLException> failure =
                        execution.run(planned, statement, List.of()).failure();
                if (failure.isPresent()) {
                    throw new AssertionError(place + ": " + statement, failure.get());
                }
                session.apply(statement, List.of());
            }
            // An item may have a value that fits no key, and then there is no such index.
            random.indexes().forEach(statement -> execution.run(planned, statement, List.of()));
            for (int i = 0; i < QUESTIONS_PER_TABLE; i++) {
                ask(random.question(), place, session, execution, List.of(planned, scanned));
            }
        } finally {
            source.close();
        }
    }

    private void ask(
            RandomPartitions.Question question,
            String place,
            NaiveSession session,
            StatementExecution execution,
            List<Connection> connections) {
        String first = question.statements().get(0);
        List<String> expected = null;
        for (String statement : question.statements()) {
            for (Connection connection : connections) {
                executed++;
                String which = place + " " + question.rule() + (connection == connections.get(0) ? "" : " by scan");
                Answer answer = execution.run(connection, statement, List.of());
                if (answer.failure().isPresent()) {
                    SQLException failure = answer.failure().get();
                    if (!OF_VALUES.contains(failure.getErrorCode())) {
                        differences.add(which + ": " + statement + "\n  fails: " + Answer.errorText(failure));
                    }
                    return;
                }
                List<String> rows = sorted(answer.values());
                if (expected == null) {
                    expected = rows;
                } else if (!expected.equals(rows)) {
                    differences.add(which + ":\n  " + statement + "\n  gives " + rows + "\n  " + first + "\n  gives "
                            + expected);
                    return;
                }
                judge(statement, which, session, answer.values());
            }
        }
    }

    private void judge(String statement, String which, NaiveSession session, List<List<AttributeValue>> values) {
        try {
            NaiveResult expected = session.database().query(statement, List.of());
            judged++;
            expected.difference(values)
                    .ifPresent(text -> differences.add(which + " naive: " + statement + "\n  " + text));
        } catch (ItemException e) {
            if (e.code() != ErrorCode.UNSUPPORTED && e.code() != ErrorCode.SYNTAX_ERROR) {
                throw new AssertionError(which + ": " + statement, e);
            }
        }
    }

    private static List<String> sorted(List<List<AttributeValue>> rows) {
        List<String> texts = new ArrayList<>();
        for (List<AttributeValue> row : rows) {
            List<String> cells = new ArrayList<>();
            row.forEach(value -> cells.add(value == null || value.isNull() ? "null" : value.toString()));
            texts.add(cells.toString());
        }
        Collections.sort(texts);
        return texts;
    }
}
