package io.itemql.store;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.item.Item;
import java.util.Objects;
import java.util.Optional;

/**
 * One write of one item, with the condition under which it happens. A condition is tested on the item as it is before
 * the write, in the same atomic step; where there is no item, every path is missing.
 */
public sealed interface Write {
    String table();

    Optional<Condition> condition();

    /** PutItem: replaces the whole item. */
    record Put(String table, Item item, Optional<Condition> condition) implements Write {
        public Put {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(condition, "condition");
        }
    }

    /** UpdateItem: changes parts of an item; creates it from its key if it does not exist. */
    record Change(String table, ItemKey key, Update update, Optional<Condition> condition) implements Write {
        public Change {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(update, "update");
            Objects.requireNonNull(condition, "condition");
        }
    }

    /** DeleteItem: removes an item; not an error if there is none. */
    record Delete(String table, ItemKey key, Optional<Condition> condition) implements Write {
        public Delete {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(condition, "condition");
        }
    }

    /**
     * ConditionCheck: changes nothing, but fails unless the item meets the condition. Makes sense in atomic batches.
     */
    record Check(String table, ItemKey key, Condition required) implements Write {
        public Check {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(required, "required");
        }

        @Override
        public Optional<Condition> condition() {
            return Optional.of(required);
        }
    }
}
