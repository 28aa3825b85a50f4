package io.itemql.plan.access;

import io.itemql.item.AttributePath;
import io.itemql.table.KeyAttribute;

/** Checks that a read gives the keys of the items that a plan is going to write. */
final class KeySlots {
    private KeySlots() {}

    /** @throws IllegalArgumentException if a key attribute is no slot */
    static void check(TableRead read) {
        for (KeyAttribute key : read.keys().attributes()) {
            if (!read.slots().contains(AttributePath.of(key.name()))) {
                throw new IllegalArgumentException("key " + key.name() + " is no slot of " + read.slots());
            }
        }
    }
}
