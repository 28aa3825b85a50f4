package io.itemql.plan.access;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.NoInput;
import java.util.List;

/**
 * An access that reads: an operator whose columns are the slots of its {@link TableRead}, and the whole item behind
 * them if the read asks for it.
 */
public sealed interface ReadPlan extends AccessPlan, NoInput permits GetPlan, BatchGetPlan, QueryPlan, ScanPlan {
    /** What is read of each item, and the filter that the store applies. */
    TableRead read();

    /**
     * The conditions that choosing the keys fulfils. Should a value turn out at run time to be none that keys can be
     * looked up by, such as a date, the access reads more and applies them itself: the whole item collection for a sort
     * key, the whole table for a partition key.
     */
    List<Expression> keyConditions();

    /** The same access with a filter applied by the store. */
    ReadPlan withFilter(List<Expression> filter);

    @Override
    default String table() {
        return read().table();
    }

    @Override
    default int width() {
        return read().width();
    }
}
