package io.itemql.plan.aggregate;

import io.itemql.item.NumberValue;
import java.math.BigDecimal;

/**
 * A sum without rounding: the digits are cut to 38 only when it is read, so the order of the summands does not matter.
 * A long as long as it fits.
 */
final class ExactSum {
    private long whole;
    private BigDecimal decimal;

    void add(NumberValue number) {
        if (decimal == null && number.isLong()) {
            long sum = whole + number.longValue();
            if (((whole ^ sum) & (number.longValue() ^ sum)) >= 0) {
                whole = sum;
                return;
            }
        }
        decimal = toBigDecimal().add(number.toBigDecimal());
    }

    BigDecimal toBigDecimal() {
        return decimal == null ? BigDecimal.valueOf(whole) : decimal;
    }

    NumberValue toNumber() {
        return decimal == null ? NumberValue.of(whole) : NumberValue.rounded(decimal);
    }
}
