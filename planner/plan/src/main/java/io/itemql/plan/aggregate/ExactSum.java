package io.itemql.plan.aggregate;

import io.itemql.item.NumberValue;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A sum without rounding: the digits are cut to 38 only when it is read, so the order of the summands does not matter.
 * Numbers of one scale are summed up in a long, one for each scale; what these cannot hold goes over into a decimal.
 */
final class ExactSum {
    /** By scale. */
    private long[] sums = {0};
    /** What the longs do not hold; null as long as there is nothing. */
    private BigDecimal rest;

    void add(NumberValue number) {
        if (number.isScaledLong()) {
            add(number.unscaledLong(), number.scale());
        } else {
            carry(number.toBigDecimal());
        }
    }

    /** Adds a decimal by its unscaled value. */
    void add(long unscaled, int scale) {
        if (scale >= sums.length) {
            sums = Arrays.copyOf(sums, scale + 1);
        }
        long held = sums[scale];
        long sum = held + unscaled;
        if (((held ^ sum) & (unscaled ^ sum)) < 0) {
            carry(BigDecimal.valueOf(held, scale));
            sum = unscaled;
        }
        sums[scale] = sum;
    }

    void add(ExactSum other) {
        for (int scale = 0; scale < other.sums.length; scale++) {
            add(other.sums[scale], scale);
        }
        if (other.rest != null) {
            carry(other.rest);
        }
    }

    private void carry(BigDecimal decimal) {
        rest = rest == null ? decimal : rest.add(decimal);
    }

    BigDecimal toBigDecimal() {
        BigDecimal total = rest == null ? BigDecimal.ZERO : rest;
        for (int scale = 0; scale < sums.length; scale++) {
            total = total.add(BigDecimal.valueOf(sums[scale], scale));
        }
        return total;
    }

    NumberValue toNumber() {
        return rest == null && sums.length == 1 ? NumberValue.of(sums[0]) : NumberValue.rounded(toBigDecimal());
    }
}
