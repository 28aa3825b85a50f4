package io.itemql.sql;

import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.StringValue;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.operator.Execution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A plan whose EXPLAIN shows the planner's warnings behind its lines. */
record AnnotatedPlan(StatementPlan plan, List<String> warnings) implements StatementPlan {
    AnnotatedPlan {
        Objects.requireNonNull(plan, "plan");
        warnings = List.copyOf(warnings);
    }

    @Override
    public Kind kind() {
        return plan.kind();
    }

    @Override
    public List<ResultColumn> columns() {
        return plan.columns();
    }

    @Override
    public int parameterCount() {
        return plan.parameterCount();
    }

    @Override
    public StatementResult execute(Execution execution) {
        return plan.execute(execution);
    }

    @Override
    public MapValue document(Optional<Estimator> estimator) {
        Map<String, AttributeValue> document =
                new LinkedHashMap<>(plan.document(estimator).entries());
        if (!warnings.isEmpty()) {
            List<AttributeValue> texts = new ArrayList<>();
            warnings.forEach(warning -> texts.add(new StringValue(warning)));
            document.put("warnings", new ListValue(texts));
        }
        return new MapValue(document);
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        List<String> lines = new ArrayList<>(plan.explain(estimator));
        warnings.forEach(warning -> lines.add("WARNING " + warning));
        return lines;
    }
}
