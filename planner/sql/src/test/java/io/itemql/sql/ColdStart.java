package io.itemql.sql;

import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.fake.MapStore;
import io.itemql.store.Cancellation;
import java.util.List;

/** A program that runs the statements given as arguments in a JVM of its own; see {@link ColdStartTest}. */
final class ColdStart {
    private ColdStart() {}

    public static void main(String[] statements) {
        SqlEngine engine = new SqlEngine(new MapStore());
        for (String statement : statements) {
            try (SqlResult result =
                    engine.prepare(statement, SessionOptions.DEFAULT).execute(List.of(), Cancellation.NONE)) {
                result.rows().ifPresent(rows -> {
                    while (rows.next()) {
                        rows.get(0);
                    }
                });
            }
        }
    }
}
