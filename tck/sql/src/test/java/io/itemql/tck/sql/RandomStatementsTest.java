package io.itemql.tck.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.tck.oracle.NaiveResult;
import io.itemql.tck.oracle.NaiveSession;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Random queries over random tables of mixed items: the naive evaluator, the planner, and the planner without key
 * access have to agree. {@code -Dseed=} repeats a run, {@code -Drandom.statements=} makes it longer.
 */
class RandomStatementsTest {
    private static final int QUERIES_PER_TABLE = 50;
    private static final int DIFFERENCES_SHOWN = 20;

    @Test
    void allThreeAgree() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("RandomStatementsTest: -Dseed=" + seed);
        int statements = Integer.getInteger("random.statements", 2000);
        List<String> differences = new ArrayList<>();
        int judged = 0;
        for (int i = 0; i * QUERIES_PER_TABLE < statements; i++) {
            RandomStatements random = new RandomStatements(seed + i);
            judged += runTables(random, "seed " + seed + " tables " + i, differences);
        }
        assertEquals(
                "",
                String.join("\n\n", differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size()))),
                differences.size() + " differences; -Dseed=" + seed + "\n");
        assertTrue(judged > statements * 9 / 10, "only " + judged + " of " + statements + " were judged");
    }

    private static int runTables(RandomStatements random, String place, List<String> differences) throws Exception {
        ConnectionSource source = ConnectionSource.of("jdbc:itemql:mem:random");
        StatementExecution execution = new StatementExecution(source);
        NaiveSession session = new NaiveSession();
        int judged = 0;
        try (Connection planned = source.open(Map.of());
                Connection scanned = source.open(Map.of("keyAccess", "false"))) {
            for (String statement : random.tables()) {
                Answer answer = execution.run(planned, statement, List.of());
                answer.failure().ifPresent(failure -> {
                    throw new AssertionError(place + ": " + statement, failure);
                });
                session.apply(statement, List.of());
            }
            for (String statement : random.indexes()) {
                Answer answer = execution.run(planned, statement, List.of());
                answer.failure()
                        .filter(failure -> failure.getErrorCode() != ErrorCode.INVALID_INDEX.vendorCode())
                        .ifPresent(failure -> {
                            throw new AssertionError(place + ": " + statement, failure);
                        });
            }
            for (int i = 0; i < QUERIES_PER_TABLE; i++) {
                String query = random.query();
                judged += judge(session, query, place, differences, execution, planned, scanned);
            }
        } finally {
            source.close();
        }
        return judged;
    }

    private static int judge(
            NaiveSession session,
            String query,
            String place,
            List<String> differences,
            StatementExecution execution,
            Connection planned,
            Connection scanned) {
        NaiveResult expected;
        try {
            expected = session.database().query(query, List.of());
        } catch (ItemException e) {
            if (e.code() != ErrorCode.UNSUPPORTED) {
                throw new AssertionError(place + ": " + query, e);
            }
            return 0;
        }
        for (Connection connection : List.of(planned, scanned)) {
            Answer answer = execution.run(connection, query, List.of());
            String which = connection == planned ? "planned" : "without key access";
            if (answer.failure().isPresent()) {
                differences.add(place + " " + which + ": " + query + "\n  fails: "
                        + Answer.errorText(answer.failure().get()));
            } else {
                expected.difference(answer.values())
                        .ifPresent(text -> differences.add(place + " " + which + ": " + query + "\n  " + text));
            }
        }
        return 1;
    }
}
