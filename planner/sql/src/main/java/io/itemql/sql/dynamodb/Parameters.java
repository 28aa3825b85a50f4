package io.itemql.sql.dynamodb;

import io.itemql.item.AttributeValue;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.value.ValueText;
import java.util.ArrayList;
import java.util.List;

/** The parameters of an execution as the service takes them: dates and times are texts of ISO 8601. */
final class Parameters {
    private Parameters() {}

    static List<AttributeValue> of(Execution execution, int count) {
        List<AttributeValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(ValueText.storable(execution.evaluation().parameter(i)));
        }
        return values;
    }
}
