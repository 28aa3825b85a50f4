package io.itemql.plan.subquery;

import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answers of one sub-query in one execution, by its arguments. Keeps the latest ones. Used by one thread. */
final class SubQueryResults {
    private static final int ANSWERS_MAX = 1_000;
    private static final float LOAD_FACTOR = 0.75f;

    private final SubQuery subQuery;
    private final Operator query;
    private final Execution execution;
    private final Map<ArrayRow, SubQueryAnswer> answers = new LinkedHashMap<>(16, LOAD_FACTOR, true);

    SubQueryResults(SubQuery subQuery, Execution execution) {
        this.subQuery = subQuery;
        this.query = execution.watched(subQuery.name(), subQuery.query());
        this.execution = execution;
    }

    /** The answer for a row of arguments. */
    SubQueryAnswer of(ArrayRow arguments) {
        SubQueryAnswer known = answers.get(arguments);
        if (known != null) {
            return known;
        }
        Row before = execution.evaluation().outerRowOrNull(subQuery.correlation());
        execution.evaluation().setOuterRow(subQuery.correlation(), arguments);
        try {
            SubQueryAnswer answer = SubQueryAnswer.read(subQuery, query, execution);
            execution.memory().reserve(arguments.heapBytes(), SubQueryAnswer.NAME);
            answers.put(arguments, answer);
            forgetOldest();
            return answer;
        } finally {
            execution.evaluation().setOuterRow(subQuery.correlation(), before);
        }
    }

    private void forgetOldest() {
        if (answers.size() > ANSWERS_MAX) {
            Map.Entry<ArrayRow, SubQueryAnswer> oldest =
                    answers.entrySet().iterator().next();
            answers.remove(oldest.getKey());
            execution
                    .memory()
                    .release(oldest.getValue().bytes() + oldest.getKey().heapBytes());
        }
    }
}
