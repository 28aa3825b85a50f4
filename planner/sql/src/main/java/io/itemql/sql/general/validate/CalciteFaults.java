package io.itemql.sql.general.validate;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;

/** What Calcite throws, as errors of ItemQL. */
final class CalciteFaults {
    private CalciteFaults() {}

    static ItemException translated(Throwable fault) {
        if (fault instanceof ItemException known) {
            return known;
        }
        return ItemException.causedBy(fault, ErrorCode.INTERNAL_ERROR, fault);
    }
}
